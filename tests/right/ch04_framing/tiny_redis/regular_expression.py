# exercise: tiny_redis
"""Reads a request again from its beginning when more comes; one request is short."""

import re

from twisted.internet.protocol import Factory, Protocol

MOST = 100_000


def take(buffer):
    """Return the words at the front of *buffer* and the rest, or nothing and *buffer*."""
    rest, words = buffer, []
    count = re.match(rb"\*(\d{1,3})\r\n", rest)
    if not count:
        if len(rest) > 6 or not re.fullmatch(rb"(\*\d*\r?)?", rest):
            raise ValueError("no request")
        return None, buffer
    rest = rest[count.end() :]
    for _ in range(int(count[1])):
        head = re.match(rb"\$(\d+)\r\n", rest)
        if not head:
            if len(rest) > 10 or not re.fullmatch(rb"(\$\d*\r?)?", rest):
                raise ValueError("no word")
            return None, buffer
        size, rest = int(head[1]), rest[head.end() :]
        if size > MOST:
            raise ValueError("too long")
        if len(rest) < size + 2:
            return None, buffer
        words.append(rest[:size])
        rest = rest[size + 2 :]
    return words, rest


class Client(Protocol):
    rest = b""

    def dataReceived(self, data):
        self.rest += data
        try:
            words, self.rest = take(self.rest)
            while words is not None:
                self.transport.write(self.factory.reply(words) + b"\r\n")
                words, self.rest = take(self.rest)
        except ValueError as why:
            print(why)
            self.transport.abortConnection()


class Database(Factory):
    protocol = Client

    def __init__(self, reactor):
        self.reactor, self.values, self.ends = reactor, {}, {}

    def reply(self, words):
        name, *words = words
        known = {b"GET": (self.get, 1), b"SET": (self.set, 2), b"INCR": (self.incr, 1)}
        known[b"EXPIRE"] = (self.expire, 2)
        command, count = known.get(name.upper(), (None, 0))
        if command is None or len(words) != count:
            return b"-ERR cannot do that"
        if self.ends.get(words[0], float("inf")) <= self.reactor.seconds():
            del self.ends[words[0]], self.values[words[0]]
        return command(*words)

    def get(self, key):
        value = self.values.get(key)
        return b"$-1" if value is None else b"\r\n".join([b"$%d" % len(value), value])

    def set(self, key, value):
        self.values[key] = value
        self.ends.pop(key, None)
        return b"+OK"

    def incr(self, key):
        old = self.values.get(key, b"0")
        if not re.fullmatch(rb"-?\d+", old):
            return b"-ERR not a number"
        self.values[key] = str(int(old) + 1).encode()
        return b":" + self.values[key]

    def expire(self, key, seconds):
        if key in self.values:
            self.ends[key] = self.reactor.seconds() + int(seconds)
        return b":1" if key in self.values else b":0"


def make_factory(reactor):
    return Database(reactor)
