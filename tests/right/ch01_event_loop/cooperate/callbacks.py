# exercise: cooperate
from itertools import islice

from twisted.internet.defer import Deferred


def cooperate(reactor, numbers):
    done, left = Deferred(), iter(numbers)

    def add(total):
        try:
            piece = list(islice(left, 5_000))
        except Exception:
            done.errback()
        else:
            if piece:
                reactor.callLater(0, add, total + sum(piece))
            else:
                done.callback(total)

    add(0)
    return done
