# exercise: resp
class ErrorReply(str):
    pass


class ProtocolError(ValueError):
    pass


class Parser:
    def __init__(self, max_length):
        self.max_length = max_length
        self.buffer = bytearray()
        self.wanted = None  # bytes of a bulk string
        self.stack = []  # arrays that are open, with the number of values they wait for

    def feed(self, data):
        self.buffer += data
        values, at = [], 0
        while True:
            if self.wanted is None:
                end = self.buffer.find(b"\r\n", at)
                if end < 0:
                    break
                line, at = bytes(self.buffer[at:end]), end + 2
                if len(line) > 4096:
                    raise ProtocolError("a long line")
                self.begin(line, values)
            elif len(self.buffer) - at >= self.wanted + 2:
                end = at + self.wanted
                if self.buffer[end : end + 2] != b"\r\n":
                    raise ProtocolError("no CRLF")
                whole, at, self.wanted = bytes(self.buffer[at:end]), end + 2, None
                self.take(whole, values)
            else:
                break
        del self.buffer[:at]
        if self.wanted is None and len(self.buffer) > 4096:
            raise ProtocolError("a line without end")
        return values

    def begin(self, line, values):
        kind, text = line[:1], line[1:]
        if kind == b"+":
            self.take(text.decode(), values)
        elif kind == b"-":
            self.take(ErrorReply(text.decode()), values)
        elif kind == b":":
            self.take(self.number(text), values)
        elif kind not in (b"$", b"*") or not -1 <= (size := self.number(text)) <= self.max_length:
            raise ProtocolError(line)
        elif size == -1:
            self.take(None, values)
        elif kind == b"$":
            self.wanted = size
        elif size == 0:
            self.take([], values)
        else:
            self.stack.append(([], size))
            if len(self.stack) > 33:
                raise ProtocolError("too deep")

    def number(self, text):
        digits = text.removeprefix(b"-")
        if not digits.isdigit() or len(digits) > 19:
            raise ProtocolError(text)
        return int(text)

    def take(self, value, values):
        while self.stack:
            array, size = self.stack[-1]
            array.append(value)
            if len(array) < size:
                return
            self.stack.pop()
            value = array
        values.append(value)
