# exercise: plain
# built 9bcb0d77ba97c67a from solutions/ch03_lifecycle/plain.py
# Your own copy, to write in and to run: my/ch03_lifecycle/plain.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch03_lifecycle/plain.py")
r"""A protocol that inherits from nothing, and serves all the same.

Run it:  python plain.py
Try it:  curl telnet://127.0.0.1:PORT    (the program prints PORT)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IProtocol
from twisted.internet.protocol import Factory
from zope.interface import implementer


# YOUR TURN: build `make_factory`, and for its protocols a class that is called Plain.
# Plain provides the interface IProtocol, and inherits from nothing; the factory may.
# Who connects is told how many are here, the new one too: "1 here\n". What a client
# sends comes back in capitals, by bytes.upper. Who has left is here no more.
def make_factory(reactor) -> Factory:
    """Return a factory whose protocols are `Plain`, and count who is here."""
    raise NotImplementedError


async def main(reactor) -> None:
    """Answer in capitals until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"Answering in capitals: curl telnet://127.0.0.1:{port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
