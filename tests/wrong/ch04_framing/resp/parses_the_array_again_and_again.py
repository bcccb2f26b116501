# exercise: resp
# rejected by: each_value_is_parsed_once
class ErrorReply(str):
    pass


class ProtocolError(ValueError):
    pass


class Incomplete(Exception):
    pass


class Parser:
    def __init__(self, max_length):
        self.max_length = max_length
        self.buffer = b""

    def feed(self, data):
        self.buffer += data
        values = []
        while self.buffer:
            before = self.buffer
            try:
                values.append(self.value())
            except Incomplete:
                self.buffer = before
                break
        return values

    def line(self):
        line, end, rest = self.buffer.partition(b"\r\n")
        if not end:
            if len(line) > 4096:
                raise ProtocolError("a line is too long")
            raise Incomplete
        self.buffer = rest
        return line

    def size(self, text):
        if text != b"-1" and not text.isdigit() or int(text) > self.max_length:
            raise ProtocolError(text)
        return int(text)

    def value(self, depth=0):
        line = self.line()
        kind, rest = line[:1], line[1:]
        if kind == b"+":
            return rest.decode()
        if kind == b"-":
            return ErrorReply(rest.decode())
        if kind == b":" and rest.lstrip(b"-").isdigit():
            return int(rest)
        if kind == b"$":
            size = self.size(rest)
            if size == -1:
                return None
            if len(self.buffer) < size + 2:
                raise Incomplete
            found, self.buffer = self.buffer[: size + 2], self.buffer[size + 2 :]
            if found[-2:] != b"\r\n":
                raise ProtocolError("no CRLF")
            return found[:-2]
        if kind == b"*" and depth < 40:
            size = self.size(rest)
            return None if size == -1 else [self.value(depth + 1) for _ in range(size)]
        raise ProtocolError(line)
