# exercise: port_zero
# rejected by: it_returns_a_number
from twisted.internet import endpoints, protocol


async def port_zero(reactor):
    door = endpoints.serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = door.listen(protocol.Factory())
    number = port.getHost().port
    await port.stopListening()
    return number
