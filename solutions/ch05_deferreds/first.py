# exercise: first
"""Ask several at once, and take the first answer.

Try it:  python first.py
"""

from twisted.internet.defer import CancelledError, Deferred
from twisted.internet.task import deferLater


# YOUR TURN: the first success is the result; the others are cancelled.
def first(deferreds: list[Deferred]) -> Deferred:
    """Return a Deferred of the first success among *deferreds*; the rest is cancelled.

    If all of them fail, it fails with the error of the last one to do so.
    Cancelling it cancels them all. No error of theirs is left unhandled.
    """
    result: Deferred = Deferred(lambda _: cancel_all())
    going_on = list(deferreds)

    def cancel_all():
        while going_on:
            going_on.pop().cancel()

    def succeeded(value, winner):
        if not result.called:
            going_on.remove(winner)
            result.callback(value)
            cancel_all()

    def failed(failure, loser):
        if loser in going_on:
            going_on.remove(loser)
            if not going_on and not result.called:
                result.errback(failure)

    for each in deferreds:
        each.addCallbacks(succeeded, failed, callbackArgs=[each], errbackArgs=[each])
    return result


async def main(reactor) -> None:
    """Ask three clocks, of which the second is the quickest."""

    def clock(name: str, seconds: float) -> Deferred:
        answer = deferLater(reactor, seconds, lambda: name)

        def cancelled(failure):
            failure.trap(CancelledError)
            print(f"{name} was cancelled")
            return failure

        return answer.addErrback(cancelled)

    print(await first([clock("北京", 0.3), clock("Berlin", 0.1), clock("Lima", 0.2)]))


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
