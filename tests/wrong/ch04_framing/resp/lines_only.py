# exercise: resp
# rejected by: any_cut_gives_the_same_values
class ErrorReply(str):
    pass


class ProtocolError(ValueError):
    pass


class Parser:
    def __init__(self, max_length):
        self.rest = b""

    def feed(self, data):
        *lines, self.rest = (self.rest + data).split(b"\r\n")
        values, lines = [], iter(lines)
        for line in lines:
            values.append(self.value(line, lines))
        return values

    def value(self, line, lines):
        kind, rest = line[:1], line[1:]
        if kind == b"+":
            return rest.decode()
        if kind == b"-":
            return ErrorReply(rest.decode())
        if kind == b":":
            return int(rest)
        if rest == b"-1":
            return None
        if kind == b"$":
            return next(lines, b"")
        return [self.value(next(lines, b"+"), lines) for _ in range(int(rest))]
