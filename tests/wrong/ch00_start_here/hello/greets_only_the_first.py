# exercise: hello
# rejected by: everybody_is_greeted
from twisted.internet import protocol


class Hello(protocol.Protocol):
    greeted = False

    def connectionMade(self):
        if not Hello.greeted:
            Hello.greeted = True
            self.transport.write(b"hello\r\n")
        self.transport.loseConnection()


def make_factory(reactor):
    return protocol.Factory.forProtocol(Hello)
