# exercise: interop
import asyncio

from twisted.internet.defer import Deferred, FirstError, gatherResults


async def in_twisted(loop, ask, cities):
    answers = [Deferred.fromFuture(loop.create_task(ask(city))) for city in cities]
    try:
        return await gatherResults(answers, consumeErrors=True)
    except FirstError as problem:
        problem.subFailure.raiseException()


async def in_asyncio(loop, ask, cities):
    together = gatherResults([ask(city) for city in cities], consumeErrors=True)
    together.addErrback(
        lambda failure: failure.value.subFailure if failure.check(FirstError) else failure
    )
    return await asyncio.wait_for(together.asFuture(loop), None)
