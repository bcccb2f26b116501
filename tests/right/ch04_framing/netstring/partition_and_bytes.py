# exercise: netstring
class Netstrings:
    def __init__(self, max_length):
        self.max_length, self.rest = max_length, b""

    def feed(self, data):
        self.rest += data
        strings = []
        while self.rest:
            digits, colon, after = self.rest.partition(b":")
            if not digits.isdigit() or str(int(digits[:20])) != digits[:20].decode():
                raise ValueError(f"not a length: {digits[:20]!r}")
            if int(digits[:20]) > self.max_length:
                raise ValueError("too long")
            if not colon or len(after) <= (size := int(digits)):
                break
            if not after.startswith(b",", size):
                raise ValueError("no comma")
            strings.append(after[:size])
            self.rest = after[size + 1 :]
        print(strings)
        return strings
