# exercise: counter
from itertools import count

from twisted.internet.protocol import Factory, Protocol


class Client(Protocol):
    def connectionMade(self):
        self.factory.here.add(self)
        number = next(self.factory.numbers)
        text = f"You are client {number}. Here now: {len(self.factory.here)}.\r\n"
        print(text)
        self.transport.write(text.encode())

    def connectionLost(self, reason):
        self.factory.here.remove(self)


class Counter(Factory):
    protocol = Client

    def __init__(self):
        self.numbers = count(1)
        self.here = set()


def make_factory(reactor):
    return Counter()
