# exercise: box
# rejected by: other_errors_go_on
from twisted.internet.defer import Deferred, fail, succeed


def by_hand(ask, city: str, hang_up) -> Deferred:

    def unknown(failure):
        return None

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
