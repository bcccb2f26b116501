# exercise: resp
"""An array holds a parser for its elements; each object knows what it still needs."""

import re


class ErrorReply(str):
    pass


class ProtocolError(ValueError):
    pass


class Bulk:
    def __init__(self, size: int) -> None:
        self.size = size

    def take(self, buffer: bytearray, max_length: int):
        if len(buffer) < self.size + 2:
            return False, None
        if buffer[self.size : self.size + 2] != b"\r\n":
            raise ProtocolError("CRLF is missing")
        found = bytes(buffer[: self.size])
        del buffer[: self.size + 2]
        return True, found


class Value:
    def __init__(self, depth: int = 0) -> None:
        self.depth, self.inner = depth, None

    def take(self, buffer: bytearray, max_length: int):
        if self.inner is not None:
            return self.inner.take(buffer, max_length)
        end = buffer.find(b"\r\n")
        if end > 4096 or (end < 0 and len(buffer) > 4096):
            raise ProtocolError("the line is too long")
        if end < 0:
            return False, None
        line = bytes(buffer[:end])
        del buffer[: end + 2]
        if line[:1] == b"+":
            return True, line[1:].decode("utf-8")
        if line[:1] == b"-":
            return True, ErrorReply(line[1:].decode("utf-8"))
        if not re.fullmatch(rb"[:$*]-?\d{1,19}", line):
            raise ProtocolError(line)
        number = int(line[1:])
        if line[:1] == b":":
            return True, number
        if number == -1:
            return True, None
        if number < 0 or number > max_length or self.depth > 32:
            raise ProtocolError(line)
        self.inner = Bulk(number) if line[:1] == b"$" else Array(number, self.depth + 1)
        return self.inner.take(buffer, max_length)


class Array:
    def __init__(self, size: int, depth: int) -> None:
        self.size, self.depth, self.values, self.next = size, depth, [], Value(depth)

    def take(self, buffer: bytearray, max_length: int):
        while len(self.values) < self.size:
            there, value = self.next.take(buffer, max_length)
            if not there:
                return False, None
            self.values.append(value)
            self.next = Value(self.depth)
        return True, self.values


class Parser:
    def __init__(self, max_length: int) -> None:
        self.max_length, self.buffer, self.next = max_length, bytearray(), Value()

    def feed(self, data: bytes) -> list:
        self.buffer.extend(data)
        values = []
        while True:
            there, value = self.next.take(self.buffer, self.max_length)
            if not there:
                return values
            values.append(value)
            self.next = Value()
