# exercise: box
# built 748447765f9c9306 from solutions/ch05_deferreds/box.py
# Your own copy, to write in and to run: my/ch05_deferreds/box.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch05_deferreds/box.py")
"""The same chain twice: with callbacks, and as a coroutine.

Try it:  python box.py
"""

from twisted.internet.defer import Deferred, fail, succeed


def by_hand(ask, city: str, hang_up) -> Deferred:
    """Return a Deferred of how many people live in *city*: an `int`.

    ``ask(city)`` returns a Deferred of the number, as text. If that fails with a
    `LookupError`, the result is None. Any other error goes to the caller.
    Whatever happens, ``hang_up()`` is called once, at the end; it returns nothing.
    """

    # YOUR TURN: add callbacks and errbacks to `ask(city)`, and return it.
    def unknown(failure):
        raise NotImplementedError

    def finish(result):
        hang_up()
        return result

    return ask(city).addCallback(int).addErrback(unknown).addBoth(finish)


async def as_coroutine(ask, city: str, hang_up) -> int | None:
    """Do the same as `by_hand`."""
    # YOUR TURN: `await`, `try`, `except` and `finally` are enough.
    raise NotImplementedError


if __name__ == "__main__":
    for said in (succeed("21893095"), fail(KeyError("北京")), fail(TimeoutError("no answer"))):
        by_hand({"北京": said}.get, "北京", lambda: print("hung up")).addBoth(print)
