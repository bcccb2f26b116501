# exercise: hello
# rejected by: a_silent_visitor_is_greeted
from twisted.internet import protocol


class Hello(protocol.Protocol):
    def connectionMade(self):
        print("hello")
        self.transport.loseConnection()


def make_factory(reactor):
    return protocol.Factory.forProtocol(Hello)
