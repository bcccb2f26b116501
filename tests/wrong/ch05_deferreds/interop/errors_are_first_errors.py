# exercise: interop
# rejected by: errors_cross_the_bridge
import asyncio

from twisted.internet.defer import Deferred, gatherResults
from twisted.internet.task import deferLater


async def in_twisted(loop, ask, cities: list[str]) -> list:
    tasks = [loop.create_task(ask(city)) for city in cities]
    return await gatherResults([Deferred.fromFuture(task) for task in tasks], consumeErrors=True)


async def in_asyncio(loop, ask, cities: list[str]) -> list:
    return await asyncio.gather(*[ask(city).asFuture(loop) for city in cities])
