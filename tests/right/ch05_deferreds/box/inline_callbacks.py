# exercise: box
from twisted.internet.defer import inlineCallbacks


@inlineCallbacks
def by_hand(ask, city, hang_up):
    try:
        text = yield ask(city)
        return int(text)
    except LookupError:
        return None
    finally:
        hang_up()


def as_coroutine(ask, city, hang_up):
    return by_hand(ask, city, hang_up)
