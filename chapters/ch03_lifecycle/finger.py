# exercise: finger
# built 8d6ef91ad78f4446 from solutions/ch03_lifecycle/finger.py
# Your own copy, to write in and to run: my/ch03_lifecycle/finger.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch03_lifecycle/finger.py")
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
def make_factory(reactor, plans: dict[str, str]) -> Factory:
    """Return a finger server; *plans* maps the name of each person to a text with LF.

    A client sends one line. It is answered in lines with CRLF, and the server hangs up:

    * a name: the plan of that person; if there is none, ``NAME: nobody of that name``;
    * an empty line: the names, sorted, one a line;
    * ``/W``, or ``/W NAME``: the same as without it;
    * whatever has an ``@``, which asks for another computer: ``forwarding is denied``.

    A client that ends its stream without a whole line gets the end, and nothing else.
    """
    raise NotImplementedError


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
