# exercise: tiny_redis
from twisted.internet.protocol import Factory, Protocol


class Client(Protocol):
    def __init__(self, store):
        self.store, self.buffer = store, bytearray()
        self.requests = self.parse()
        next(self.requests)

    def dataReceived(self, data):
        self.buffer += data
        try:
            next(self.requests)
        except (ValueError, StopIteration):
            self.transport.write(b"-ERR Protocol error\r\n")
            self.transport.loseConnection()

    def parse(self):
        while True:
            words = []
            for _ in range((yield from self.number(b"*", 100))):
                size = yield from self.number(b"$", 1 << 20)
                while len(self.buffer) < size + 2:
                    yield
                words.append(bytes(self.buffer[:size]))
                del self.buffer[: size + 2]
            self.transport.write(self.store.obey(words))

    def number(self, kind, most):
        while (end := self.buffer.find(b"\r\n")) < 0:
            if len(self.buffer) > 64:
                raise ValueError("no length")
            yield
        line = bytes(self.buffer[:end])
        del self.buffer[: end + 2]
        if line[:1] != kind or not 0 <= int(line[1:]) <= most:
            raise ValueError(line)
        return int(line[1:])


class Store(Factory):
    def __init__(self, reactor):
        self.reactor, self.values, self.timers = reactor, {}, {}

    def buildProtocol(self, addr):
        return Client(self)

    def obey(self, words):
        name = words[0].decode("ascii", "replace").lower() if words else ""
        command = getattr(self, f"redis_{name}", None)
        if command is None:
            return b"-ERR unknown command\r\n"
        if len(words) - 1 != command.__code__.co_argcount - 1:
            return b"-ERR wrong number of arguments\r\n"
        return command(*words[1:])

    def redis_set(self, key, value):
        self.stay(key)
        self.values[key] = value
        return b"+OK\r\n"

    def redis_get(self, key):
        if key not in self.values:
            return b"$-1\r\n"
        return b"$%d\r\n%b\r\n" % (len(self.values[key]), self.values[key])

    def redis_incr(self, key):
        value = self.values.get(key, b"0")
        if not value.lstrip(b"-").isdigit():
            return b"-ERR value is not an integer or out of range\r\n"
        self.values[key] = b"%d" % (int(value) + 1)
        return b":%b\r\n" % self.values[key]

    def redis_expire(self, key, seconds):
        if key not in self.values:
            return b":0\r\n"
        self.stay(key)
        self.timers[key] = self.reactor.callLater(int(seconds), self.forget, key)
        return b":1\r\n"

    def stay(self, key):
        timer = self.timers.pop(key, None)
        if timer is not None:
            timer.cancel()

    def forget(self, key):
        del self.timers[key], self.values[key]


def make_factory(reactor):
    return Store(reactor)
