# exercise: obituary
# built 426117f3f8387d96 from solutions/ch03_lifecycle/obituary.py
# Your own copy, to write in and to run: my/ch03_lifecycle/obituary.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch03_lifecycle/obituary.py")
r"""A server that writes down how each of its connections ended.

Run it:  python obituary.py
Try it:  curl telnet://127.0.0.1:PORT    (the program prints PORT; then type LOG, BYE or 喂)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.error import ConnectionAborted, ConnectionDone
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver
from twisted.python.failure import Failure


class Mortal(LineReceiver):
    """One connection: it obeys `LOG` and `BYE`, and throws out who says anything else."""

    delimiter = b"\n"

    def lineReceived(self, line: bytes) -> None:
        """Answer the endings so far, say goodbye, or hang up without a word."""
        if line == b"LOG":
            self.sendLine(" ".join(self.factory.endings).encode())
        elif line == b"BYE":
            self.sendLine("再见".encode())
            self.transport.loseConnection()
        else:
            self.transport.abortConnection()

    def connectionLost(self, reason: Failure) -> None:
        """The end has come, and *reason* says how."""
        # YOUR TURN: add one word to the list `self.factory.endings`:
        # "clean" after a close in good order, "aborted" if we threw the client out, else "lost".
        raise NotImplementedError


class Register(Factory):
    """All connections of one server, and how they ended, the first one first."""

    protocol = Mortal

    def __init__(self) -> None:
        self.endings: list[str] = []


def make_factory(reactor) -> Factory:
    """Return a factory with an empty register."""
    return Register()


async def main(reactor) -> None:
    """Write down endings until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"Waiting for the end: curl telnet://127.0.0.1:{port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
