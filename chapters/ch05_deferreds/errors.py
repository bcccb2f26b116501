# exercise: errors
# built 9606a0f165c61ffa from solutions/ch05_deferreds/errors.py
# Your own copy, to write in and to run: my/ch05_deferreds/errors.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch05_deferreds/errors.py")
"""Six functions divide by zero. Who hears of it?

Try it:  python errors.py        (after you have made up your mind)
"""

from twisted.internet.defer import Deferred, succeed

kept = []


def note(failure) -> None:
    """Handle an error: print what it is."""
    print("note:", failure.type.__name__)


def one() -> None:
    succeed(0).addCallback(lambda zero: 1 / zero)


def two() -> None:
    succeed(0).addCallbacks(lambda zero: 1 / zero, note)


def three() -> None:
    succeed(0).addCallback(lambda zero: 1 / zero).addCallback(print).addErrback(note)


def four() -> None:
    kept.append(succeed(0).addCallback(lambda zero: 1 / zero))


def five() -> None:
    succeed(1 / 0).addErrback(note)


def six() -> None:
    async def divide() -> float:
        return 1 / await succeed(0)

    try:
        Deferred.fromCoroutine(divide())
    except ZeroDivisionError:
        print("caught")


def who_hears() -> dict[str, str]:
    """Return for each function where its error goes when it is called.

    ``note``: the function above gets it. ``caller``: the call raises it. ``log``: nobody
    handles it, and Twisted logs it when the Deferred is thrown away. ``nobody``: not even that.
    """
    # YOUR TURN: read the six functions, and say for each `note`, `caller`, `log` or `nobody`.
    raise NotImplementedError


if __name__ == "__main__":
    import gc
    import sys

    from twisted.python import log

    log.startLogging(sys.stdout, setStdout=False)
    for function in (one, two, three, four, five, six):
        print(f"-- {function.__name__}")
        try:
            function()
        except ZeroDivisionError:
            print("the caller gets it")
        gc.collect()
    kept[0].addErrback(lambda failure: None)  # or the log would get it at the end of the program
