# exercise: fetch_all
"""treq, which collects; a body that grows too long is refused by the function that collects it."""

import treq
from twisted.internet.defer import Deferred, DeferredSemaphore, gatherResults
from twisted.web.client import HTTPConnectionPool


async def fetch(reactor, pool, url, max_bytes):
    response = await treq.get(
        url, reactor=reactor, pool=pool, unbuffered=True, allow_redirects=False
    )
    if response.code != 200:
        await treq.collect(response, lambda piece: None)
        raise ValueError(f"status {response.code}")
    pieces, size = [], 0

    def take(piece):
        nonlocal size
        size += len(piece)
        if size > max_bytes:
            raise ValueError("too long")
        pieces.append(piece)

    await treq.collect(response, take)
    return b"".join(pieces)


async def fetch_all(reactor, urls, limit, timeout, max_bytes):
    room, pool = DeferredSemaphore(limit), HTTPConnectionPool(reactor, persistent=False)

    async def one(url):
        async with room:
            try:
                fetching = Deferred.fromCoroutine(fetch(reactor, pool, url, max_bytes))
                return await fetching.addTimeout(timeout, reactor)
            except Exception as problem:
                return problem

    return await gatherResults([Deferred.fromCoroutine(one(url)) for url in urls])
