# exercise: hello
from twisted.internet.protocol import Factory


class Hello:
    def makeConnection(self, transport):
        transport.write(b"hello\r\n")
        transport.loseConnection()

    def dataReceived(self, data):
        pass

    def connectionLost(self, reason):
        pass


def make_factory(reactor):
    factory = Factory()
    factory.buildProtocol = lambda address: Hello()
    return factory
