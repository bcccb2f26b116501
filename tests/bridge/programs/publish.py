"""What one client publishes goes to all."""

from twisted.internet import endpoints, protocol, reactor
from twisted.protocols import basic


class PubProtocol(basic.LineReceiver):
    def __init__(self, factory):
        self.factory = factory

    def connectionMade(self):
        self.factory.clients.add(self)
        self.sendLine(b"subscribed")

    def connectionLost(self, reason):
        self.factory.clients.remove(self)

    def lineReceived(self, line):
        for client in self.factory.clients:
            client.sendLine(b"news: " + line)


class PubFactory(protocol.Factory):
    def __init__(self):
        self.clients = set()

    def buildProtocol(self, address):
        return PubProtocol(self)


def listening(port):
    print("port", port.getHost().port)


where = endpoints.TCP4ServerEndpoint(reactor, 0, interface="127.0.0.1")
where.listen(PubFactory()).addCallback(listening)
reactor.run()
