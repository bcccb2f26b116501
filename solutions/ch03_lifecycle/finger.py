# exercise: finger
r"""A finger server: it says who is here, and what they are up to (RFC 1288).

Run it:  python finger.py
Try it:  printf '小明\r\n' | nc -N 127.0.0.1 PORT    (the program prints PORT)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


# YOUR TURN: build `make_factory`, a finger server for the people in *plans*.
# Its protocol may be a `LineOnlyReceiver`: a line ends with CRLF, which you do not see.
class Finger(LineOnlyReceiver):
    """One client: one query, its answer, the end."""

    def lineReceived(self, line: bytes) -> None:
        self.transport.write(self.factory.answer(line.decode("utf-8", "replace")).encode())
        self.transport.loseConnection()


class Directory(Factory):
    """Who is here, and what they plan."""

    protocol = Finger

    def __init__(self, plans: dict[str, str]) -> None:
        self._plans = plans

    def answer(self, query: str) -> str:
        """Return the answer to *query*, in lines that end with CRLF."""
        name = query.removeprefix("/W").strip(" ")
        if "@" in name:
            text = "forwarding is denied"
        elif not name:
            text = "\n".join(sorted(self._plans))
        else:
            text = self._plans.get(name, f"{name}: nobody of that name")
        return "".join(f"{line}\r\n" for line in text.split("\n"))


def make_factory(reactor, plans: dict[str, str]) -> Factory:
    """Return a finger server; *plans* maps the name of each person to a text with LF.

    A client sends one line. It is answered in lines with CRLF, and the server hangs up:

    * a name: the plan of that person; if there is none, ``NAME: nobody of that name``;
    * an empty line: the names, sorted, one a line;
    * ``/W``, or ``/W NAME``: the same as without it;
    * whatever has an ``@``, which asks for another computer: ``forwarding is denied``.

    A client that ends its stream without a whole line gets the end, and nothing else.
    """
    return Directory(plans)


# END OF YOUR TURN


async def main(reactor) -> None:
    """Answer queries until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    plans = {"小明": "去北京\n回来再说", "ada": "Weave algebraical patterns."}
    port = await door.listen(make_factory(reactor, plans))
    print(f"Fingering: curl gopher://127.0.0.1:{port.getHost().port}/0ada")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
