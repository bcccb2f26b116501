# exercise: firing_order
# built 6bd1feefb8b339a9 from solutions/ch05_deferreds/firing_order.py
# Your own copy, to write in and to run: my/ch05_deferreds/firing_order.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch05_deferreds/firing_order.py")
"""Eight letters are said. In which order?

Try it:  python firing_order.py        (after you have made up your mind)
"""

from twisted.internet.defer import Deferred, succeed


def program(reactor, say) -> None:
    """Say each of the letters A to H once; `say` is a function such as `print`."""
    letter, answer = Deferred(), Deferred()

    async def wait() -> None:
        say("A")
        await answer
        say("B")

    reactor.callLater(0, say, "C")
    letter.addCallback(lambda _: say("D"))
    letter.addCallback(lambda _: Deferred.fromCoroutine(wait()))
    letter.addCallback(lambda _: say("E"))
    succeed(None).addCallback(lambda _: say("F"))
    letter.callback(None)
    say("G")
    reactor.callLater(0, answer.callback, None)
    say("H")


def order() -> str:
    """Return the eight letters in the order in which `program` says them."""
    # YOUR TURN: play the reactor. `callLater(0, …)` means: in a later turn of the loop.
    raise NotImplementedError


async def main(reactor) -> None:
    """Say them."""
    program(reactor, print)
    done = Deferred()
    reactor.callLater(0, done.callback, None)
    await done


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
