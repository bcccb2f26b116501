# exercise: box
from twisted.internet.defer import Deferred


def by_hand(ask, city: str, hang_up) -> Deferred:
    def known(text):
        return int(text)

    def unknown(failure):
        if failure.check(LookupError) is None:
            return failure

    def success(result):
        hang_up()
        return result

    def failed(failure):
        hang_up()
        failure.raiseException()

    return ask(city).addCallbacks(known, unknown).addCallbacks(success, failed)


async def as_coroutine(ask, city: str, hang_up) -> int | None:
    number = None
    try:
        text = await ask(city)
        number = int(text)
    except LookupError as problem:
        print("unknown:", problem)
    except Exception:
        hang_up()
        raise
    hang_up()
    return number
