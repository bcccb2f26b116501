# exercise: port_zero
from twisted.internet.defer import inlineCallbacks
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import ServerFactory


@inlineCallbacks
def port_zero(reactor):
    port = yield serverFromString(reactor, "tcp:0:interface=127.0.0.1").listen(ServerFactory())
    number = port.getHost().port
    yield port.stopListening()
    return number
