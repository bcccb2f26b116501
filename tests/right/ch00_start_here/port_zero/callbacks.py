# exercise: port_zero
from twisted.internet.defer import maybeDeferred
from twisted.internet.endpoints import TCP4ServerEndpoint
from twisted.internet.protocol import Factory


def port_zero(reactor):
    def give_back(port):
        number = port.getHost().port
        return maybeDeferred(port.stopListening).addCallback(lambda _: number)

    return (
        TCP4ServerEndpoint(reactor, 0, interface="127.0.0.1")
        .listen(Factory())
        .addCallback(give_back)
    )
