# exercise: port_zero
"""Ask the operating system for a free port, and give it back.

Run it:  python port_zero.py    (twice: is it the same number?)
"""

from twisted.internet import endpoints, protocol, task


async def port_zero(reactor) -> int:
    """Listen on a port that the system chooses, stop again, and return its number."""
    door = endpoints.serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    # YOUR TURN: listen with `protocol.Factory()`, note the number, stop listening, return it.
    port = await door.listen(protocol.Factory())
    number = port.getHost().port
    await port.stopListening()
    return number


async def main(reactor) -> None:
    print(await port_zero(reactor))


if __name__ == "__main__":
    task.react(main)
