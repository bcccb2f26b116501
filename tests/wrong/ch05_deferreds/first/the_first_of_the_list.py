# exercise: first
# rejected by: the_first_success_wins
from twisted.internet.defer import Deferred


def first(deferreds):
    async def in_turn():
        problem = None
        for each in deferreds:
            try:
                return await each
            except Exception as error:
                problem = error
        raise problem

    return Deferred.fromCoroutine(in_turn())
