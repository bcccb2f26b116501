# exercise: relay
# built fd3673fcb181cce3 from solutions/ch06_limits/relay.py
# Your own copy, to write in and to run: my/ch06_limits/relay.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch06_limits/relay.py")
"""A relay: what one says, all others hear; and who does not listen is cut off.

Run it:   python relay.py
Join it:  nc 127.0.0.1 PORT    (in several terminals; the program prints PORT; stop one by Ctrl-Z)
"""

from collections import deque

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IPushProducer
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver
from zope.interface import implementer


# YOUR TURN: build `make_factory`. Each line, ended by LF, goes to all other clients as it came.
# Of what a client has not read, keep `limit` bytes at most, beside what its transport holds;
# with one more it is cut off. Nobody waits for it, and nobody else loses a line.
def make_factory(reactor, limit: int) -> Factory:
    """Return a relay that keeps at most *limit* bytes for each client."""
    raise NotImplementedError


async def main(reactor) -> None:
    """Relay until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = (await door.listen(make_factory(reactor, limit=1 << 20))).getHost().port
    print(f"Join: nc 127.0.0.1 {port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
