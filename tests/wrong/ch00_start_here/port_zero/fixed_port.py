# exercise: port_zero
# rejected by: the_system_chooses
from twisted.internet import endpoints, protocol


async def port_zero(reactor):
    door = endpoints.serverFromString(reactor, "tcp:8000:interface=127.0.0.1")
    port = await door.listen(protocol.Factory())
    number = port.getHost().port
    await port.stopListening()
    return number
