# exercise: firing_order
# rejected by: callbacks_do_not_wait
from twisted.internet.defer import Deferred, succeed


def program(reactor, say) -> None:
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
    return "FDAGHCB"
