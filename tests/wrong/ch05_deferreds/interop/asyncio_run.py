# exercise: interop
# rejected by: twisted_asks_asyncio
import asyncio

from twisted.internet.defer import Deferred
from twisted.internet.task import deferLater


async def in_twisted(loop, ask, cities: list[str]) -> list:
    return [asyncio.run(ask(city)) for city in cities]


async def in_asyncio(loop, ask, cities: list[str]) -> list:
    return await asyncio.gather(*[ask(city).asFuture(loop) for city in cities])
