# exercise: cooperate
# rejected by: what_the_numbers_raise_is_raised
from itertools import islice

from twisted.internet.defer import Deferred


def cooperate(reactor, numbers):
    done, left, sums = Deferred(), iter(numbers), []

    def add():
        piece = list(islice(left, 10_000))
        sums.append(sum(piece))
        if piece:
            reactor.callLater(0, add)
        else:
            done.callback(sum(sums))

    reactor.callLater(0, add)
    return done
