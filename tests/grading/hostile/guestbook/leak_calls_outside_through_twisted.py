# exercise: guestbook
# earns: 0 of 6
# It asks Twisted for a connection to the outside.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


from twisted.internet.protocol import ClientFactory
def make_factory(reactor):
    class Outside(Protocol):
        def connectionMade(self):
            self.transport.write(b"LEAKED")
    reactor.connectTCP("127.0.0.1", 47999, ClientFactory.forProtocol(Outside))
    return Factory.forProtocol(Protocol)
