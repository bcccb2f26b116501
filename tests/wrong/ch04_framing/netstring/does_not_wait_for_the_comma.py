# exercise: netstring
# rejected by: any_cut_gives_the_same_strings
class NotANetstring(ValueError):
    pass


class Netstrings:
    def __init__(self, max_length):
        self.max_length = max_length
        self.rest = b""

    def feed(self, data):
        self.rest += data
        strings = []
        while b":" in self.rest:
            digits, _, after = self.rest.partition(b":")
            length = int(digits)
            if length > self.max_length:
                raise NotANetstring(length)
            if len(after) < length:
                break
            strings.append(after[:length])
            self.rest = after[length + 1 :]
        return strings
