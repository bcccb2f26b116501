# exercise: port_zero
# rejected by: it_returns_a_number
from twisted.internet import endpoints, protocol


async def port_zero(reactor):
    number = 0
    door = endpoints.serverFromString(reactor, f"tcp:{number}:interface=127.0.0.1")
    port = await door.listen(protocol.Factory())
    await port.stopListening()
    return number
