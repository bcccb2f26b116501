# exercise: port_zero
# built c7dde401a402803b from solutions/ch00_start_here/port_zero.py
# Your own copy, to write in and to run: my/ch00_start_here/port_zero.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch00_start_here/port_zero.py")
"""Ask the operating system for a free port, and give it back.

Run it:  python port_zero.py    (twice: is it the same number?)
"""

from twisted.internet import endpoints, protocol, task


async def port_zero(reactor) -> int:
    """Listen on a port that the system chooses, stop again, and return its number."""
    door = endpoints.serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    # YOUR TURN: listen with `protocol.Factory()`, note the number, stop listening, return it.
    raise NotImplementedError


async def main(reactor) -> None:
    print(await port_zero(reactor))


if __name__ == "__main__":
    task.react(main)
