# exercise: hello
from twisted.internet.protocol import Protocol, ServerFactory


class Hello(Protocol):
    def __init__(self, greeting):
        self.greeting = greeting

    def connectionMade(self):
        self.transport.writeSequence([self.greeting.encode("utf-8"), b"\r\n"])
        self.transport.loseConnection()


class Door(ServerFactory):
    def buildProtocol(self, addr):
        return Hello("hello")


def make_factory(reactor):
    return Door()
