# exercise: netstring
# rejected by: any_cut_gives_the_same_strings
class NotANetstring(ValueError):
    pass


class Netstrings:
    def __init__(self, max_length):
        self.max_length = max_length
        self.rest = b""

    def feed(self, data):
        *parts, self.rest = (self.rest + data).split(b",")
        strings = []
        for part in parts:
            digits, colon, string = part.partition(b":")
            if not colon or len(string) != int(digits) or len(string) > self.max_length:
                raise NotANetstring(part)
            strings.append(string)
        return strings
