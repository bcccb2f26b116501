# exercise: box
# rejected by: it_hangs_up_once
from twisted.internet.defer import Deferred, fail, succeed


def by_hand(ask, city: str, hang_up) -> Deferred:

    def unknown(failure):
        failure.trap(LookupError)

    def finish(result):
        hang_up()
        return result

    return ask(city).addCallback(int).addErrback(unknown).addBoth(finish)


async def as_coroutine(ask, city: str, hang_up) -> int | None:
    answer = ask(city)
    hang_up()
    try:
        return int(await answer)
    except LookupError:
        return None
