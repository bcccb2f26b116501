# exercise: box
# rejected by: an_unknown_city_is_none
from twisted.internet.defer import Deferred, fail, succeed


def by_hand(ask, city: str, hang_up) -> Deferred:

    def unknown(failure):
        if failure.check(LookupError):
            return failure.value
        return failure

    def finish(result):
        hang_up()
        return result

    return ask(city).addCallback(int).addErrback(unknown).addBoth(finish)


async def as_coroutine(ask, city: str, hang_up) -> int | None:
    try:
        return int(await ask(city))
    except LookupError:
        return None
    finally:
        hang_up()
