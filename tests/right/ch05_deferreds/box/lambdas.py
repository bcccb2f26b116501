# exercise: box
from twisted.internet.defer import Deferred, fail, succeed


def by_hand(ask, city: str, hang_up) -> Deferred:

    d = ask(city)
    d.addCallback(lambda text: int(text))
    d.addErrback(lambda failure: None if failure.check(LookupError) else failure)
    d.addBoth(lambda result: (hang_up(), result)[1])
    return d


async def as_coroutine(ask, city: str, hang_up) -> int | None:
    try:
        return int(await ask(city))
    except LookupError:
        return None
    finally:
        hang_up()
