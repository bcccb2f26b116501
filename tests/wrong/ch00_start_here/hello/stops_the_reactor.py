# exercise: hello
# rejected by: then_the_server_hangs_up
from twisted.internet import protocol, reactor


class Hello(protocol.Protocol):
    def connectionMade(self):
        self.transport.write(b"hello\r\n")
        reactor.stop()


def make_factory(reactor):
    return protocol.Factory.forProtocol(Hello)
