# exercise: interop
# rejected by: twisted_asks_asyncio
import asyncio

from twisted.internet.defer import Deferred
from twisted.internet.task import deferLater


async def in_twisted(loop, ask, cities: list[str]) -> list:
    tasks = [loop.create_task(ask(city)) for city in cities]
    return loop.run_until_complete(asyncio.gather(*tasks))


async def in_asyncio(loop, ask, cities: list[str]) -> list:
    return await asyncio.gather(*[ask(city).asFuture(loop) for city in cities])
