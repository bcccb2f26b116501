# exercise: interop
import asyncio

from twisted.internet.defer import Deferred


def in_twisted(loop, ask, cities):
    async def all_of_them():
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(ask(city)) for city in cities]
        return [task.result() for task in tasks]

    def first_one(failure):
        if failure.check(ExceptionGroup):
            raise failure.value.exceptions[0]
        return failure

    return Deferred.fromFuture(asyncio.ensure_future(all_of_them(), loop=loop)).addErrback(
        first_one
    )


async def in_asyncio(loop, ask, cities):
    futures = [Deferred.asFuture(ask(city), loop) for city in cities]
    results = await asyncio.gather(*futures)
    return list(results)
