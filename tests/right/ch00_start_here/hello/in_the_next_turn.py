# exercise: hello
from twisted.internet.defer import Deferred
from twisted.internet.protocol import Factory, Protocol
from twisted.internet.task import deferLater


def make_factory(reactor):
    class Hello(Protocol):
        def connectionMade(self):
            Deferred.fromCoroutine(self.greet())

        async def greet(self):
            self.transport.write(b"hel")
            await deferLater(reactor, 0)
            self.transport.write(b"lo\r\n")
            self.transport.loseConnection()

    return Factory.forProtocol(Hello)
