# exercise: plain
r"""A protocol that inherits from nothing, and serves all the same.

Run it:  python plain.py
Try it:  curl telnet://127.0.0.1:PORT    (the program prints PORT)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IProtocol
from twisted.internet.protocol import Factory
from zope.interface import implementer


def make_factory(reactor) -> Factory:
    """Return a factory whose protocols are `Plain`, and count who is here."""
    here = 0

    @implementer(IProtocol)
    class Plain:
        def makeConnection(self, transport):
            self.transport = transport
            self.connectionMade()

        def connectionMade(self):
            nonlocal here
            here += 1
            self.transport.write(b"%d here\n" % here)

        def dataReceived(self, data):
            self.transport.write(data.upper())

        def connectionLost(self, reason):
            nonlocal here
            here -= 1

    return Factory.forProtocol(Plain)


async def main(reactor) -> None:
    """Answer in capitals until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"Answering in capitals: curl telnet://127.0.0.1:{port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
