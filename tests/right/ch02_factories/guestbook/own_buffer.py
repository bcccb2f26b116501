# exercise: guestbook
from twisted.internet.protocol import Factory, Protocol


class Visit(Protocol):
    def __init__(self):
        self.buffer = b""

    def dataReceived(self, data):
        self.buffer += data
        name, end, _ = self.buffer.partition(b"\r\n")
        if end:
            self.factory.count += 1
            self.transport.write(b"You are visitor %d, " % self.factory.count)
            self.transport.write(name + b".\r\n")
            self.transport.loseConnection()


class Guestbook(Factory):
    protocol = Visit
    count = 0


def make_factory(reactor):
    return Guestbook()
