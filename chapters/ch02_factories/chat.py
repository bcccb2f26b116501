# exercise: chat
# built 39dce358e5e0a932 from solutions/ch02_factories/chat.py
# Your own copy, to write in and to run: my/ch02_factories/chat.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch02_factories/chat.py")
r"""A chat room, one line at a time.

Run it:    python chat.py
Enter it:  nc 127.0.0.1 PORT    (in two terminals; the program prints PORT)
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


# YOUR TURN: everything; the check calls `make_factory`, which returns a new, empty room.
# Ask `nick?`, answer `taken`, or `welcome NICK` and tell the others `* NICK joined`.
# Then a line is for the others, as `<NICK> text`, or it is `WHO`: answer the sorted nicks.
# When a guest is gone, however it went, tell the others `* NICK left` and free the nick.
def make_factory(reactor) -> Factory:
    """Return a new, empty room."""
    raise NotImplementedError


async def main(reactor) -> None:
    """Keep one room open until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"The room is open: nc 127.0.0.1 {port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
