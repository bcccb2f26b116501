# exercise: port_zero
# rejected by: the_port_is_free_again
from twisted.internet import endpoints, protocol


async def port_zero(reactor):
    door = endpoints.serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(protocol.Factory())
    number = port.getHost().port
    port.stopListening()
    return number
