# exercise: netstring
class NotANetstring(ValueError):
    pass


class Netstrings:
    def __init__(self, max_length: int) -> None:
        self.found: list[bytes] = []
        self.parser = self.parse(max_length)
        next(self.parser)

    def feed(self, data: bytes) -> list[bytes]:
        for n in range(len(data)):
            self.parser.send(data[n : n + 1])
        found, self.found = self.found, []
        return found

    def parse(self, max_length):
        while True:
            digits = b""
            while (byte := (yield)) != b":":
                digits += byte
                fine = digits.isdigit() and (digits == b"0" or digits[:1] != b"0")
                if not fine or int(digits) > max_length:
                    raise NotANetstring(digits)
            if not digits:
                raise NotANetstring("no digits")
            pieces = []
            for _ in range(int(digits)):
                pieces.append((yield))
            if (yield) != b",":
                raise NotANetstring("no comma")
            self.found.append(b"".join(pieces))
