# exercise: proxy
# built de35bcf1a57d8f85 from solutions/ch05_deferreds/proxy.py
# Your own copy, to write in and to run: my/ch05_deferreds/proxy.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch05_deferreds/proxy.py")
r"""A proxy: what comes in on one connection goes out on another, both ways.

Run it:  python proxy.py 8000           (with a server there: python3 -m http.server 8000)
Try it:  curl http://127.0.0.1:PORT/    (the program prints PORT)
"""

import sys

from twisted.internet.defer import Deferred, succeed
from twisted.internet.endpoints import clientFromString, connectProtocol, serverFromString
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


# YOUR TURN: build `make_factory`. Connect to the far side as soon as somebody comes.
# Bytes go both ways, all of them, also those that come before the far side is there.
# If one side half-closes or closes, so does the other, after what was on its way.
# If the far side cannot be reached, hang up on the near one.
def make_factory(reactor, port: int) -> Factory:
    """Return a proxy in front of the server on *port* of 127.0.0.1."""
    raise NotImplementedError


async def main(reactor) -> None:
    """Stand in front of a server until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    near = await door.listen(make_factory(reactor, int(sys.argv[1])))
    print(f"Try it: curl http://127.0.0.1:{near.getHost().port}/")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
