# exercise: mixed
from twisted.internet.protocol import Factory, Protocol


class Board(Protocol):
    def connectionMade(self):
        self.buffer = bytearray()
        self.parser = self.parse()
        self.wanted = next(self.parser)

    def dataReceived(self, data):
        self.buffer += data
        while (size := self.there()) is not None:
            found = bytes(self.buffer[:size])
            del self.buffer[:size]
            self.wanted = self.parser.send(found)

    def there(self):
        if self.wanted is None:
            return self.buffer.find(b"\n") + 1 or None
        return self.wanted if len(self.buffer) >= self.wanted else None

    def parse(self):
        while True:
            line = yield None
            if line == b"GET\n":
                self.transport.write(f"{len(self.factory.note)}\n".encode())
                self.transport.write(self.factory.note)
            elif line.startswith(b"PUT "):
                self.factory.note = yield int(line[4:])
                self.transport.write(b"OK\n")
            else:
                self.transport.loseConnection()


def make_factory(reactor):
    factory = Factory.forProtocol(Board)
    factory.note = b""
    return factory
