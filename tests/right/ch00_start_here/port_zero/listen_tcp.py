# exercise: port_zero
from twisted.internet.protocol import Factory, Protocol


async def port_zero(reactor):
    port = reactor.listenTCP(0, Factory.forProtocol(Protocol), interface="127.0.0.1")
    try:
        return port.getHost().port
    finally:
        await port.stopListening()
