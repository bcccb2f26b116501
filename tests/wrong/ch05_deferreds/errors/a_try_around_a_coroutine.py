# exercise: errors
# rejected by: before_there_is_a_deferred
from twisted.internet.defer import Deferred, succeed

kept = []


def note(failure) -> None:
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
    return {
        "one": "log",
        "two": "log",
        "three": "note",
        "four": "nobody",
        "five": "caller",
        "six": "caller",
    }
