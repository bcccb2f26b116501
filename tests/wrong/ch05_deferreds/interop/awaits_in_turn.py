# exercise: interop
# rejected by: asyncio_asks_twisted
import asyncio

from twisted.internet.defer import Deferred
from twisted.internet.task import deferLater


async def in_twisted(loop, ask, cities: list[str]) -> list:
    tasks = [loop.create_task(ask(city)) for city in cities]
    return await Deferred.fromFuture(asyncio.gather(*tasks))


async def in_asyncio(loop, ask, cities: list[str]) -> list:
    return [await ask(city).asFuture(loop) for city in cities]
