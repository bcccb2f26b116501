# exercise: box
# rejected by: the_number_comes_out
from twisted.internet.defer import Deferred, fail, succeed


def by_hand(ask, city: str, hang_up) -> Deferred:

    def unknown(failure):
        failure.trap(LookupError)

    def finish(result):
        hang_up()
        return result

    return ask(city).addCallback(int).addErrback(unknown).addBoth(finish)


async def as_coroutine(ask, city: str, hang_up) -> int | None:
    try:
        return int(ask(city))
    except LookupError:
        return None
    finally:
        hang_up()
