# exercise: netstring
class NotANetstring(ValueError):
    pass


class Netstrings:
    def __init__(self, max_length):
        self.max_length = max_length
        self.digits = ""
        self.string = None

    def feed(self, data):
        found = []
        for byte in data:
            if self.string is None:
                self.in_the_length(chr(byte))
            elif len(self.string) < int(self.digits):
                self.string.append(byte)
            elif byte != 44:
                raise NotANetstring("no comma")
            else:
                found.append(bytes(self.string))
                self.digits, self.string = "", None
        return found

    def in_the_length(self, sign):
        if sign == ":" and self.digits:
            self.string = bytearray()
        elif sign not in "0123456789" or self.digits == "0":
            raise NotANetstring(f"{self.digits}{sign}")
        else:
            self.digits += sign
            if int(self.digits) > self.max_length:
                raise NotANetstring(f"{self.digits} is above {self.max_length}")
