# exercise: guestbook
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    delimiter = b"\n"

    def lineReceived(self, line):
        name = line.decode().strip()
        number = self.factory.sign(name)
        self.sendLine(f"You are visitor {number}, {name}.\r".encode())
        self.transport.loseConnection()


class Guestbook(Factory):
    def __init__(self):
        self.names = []

    def buildProtocol(self, address):
        visit = super().buildProtocol(address)
        visit.address = address
        return visit

    def sign(self, name):
        self.names = [*self.names, name]
        return len(self.names)


def make_factory(reactor):
    return Guestbook.forProtocol(Visit)
