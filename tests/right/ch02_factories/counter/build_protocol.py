# exercise: counter
from twisted.internet.protocol import Protocol, ServerFactory


class Client(Protocol):
    def __init__(self, counter, number):
        self.counter, self.number = counter, number

    def connectionMade(self):
        self.counter.here.append(self.number)
        self.transport.write(
            b"You are client %d. " % self.number + b"Here now: %d.\r\n" % len(self.counter.here)
        )

    def connectionLost(self, reason):
        self.counter.here.remove(self.number)


class Counter(ServerFactory):
    def __init__(self):
        self.came = 0
        self.here = []

    def buildProtocol(self, addr):
        self.came += 1
        return Client(self, self.came)


def make_factory(reactor):
    return Counter()
