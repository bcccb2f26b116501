# exercise: hello
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Hello(LineReceiver):
    def connectionMade(self):
        self.sendLine(b"hello")
        self.transport.loseConnection()


def make_factory(reactor):
    factory = Factory()
    factory.protocol = Hello
    return factory
