# exercise: fetch_all
# rejected by: two_hundred_pages_come_in_order
"""The article's import: there is no `getPage` since Twisted 22.1."""

from twisted.internet.defer import gatherResults


async def fetch_all(reactor, urls, limit, timeout, max_bytes):
    from twisted.web.client import getPage

    return await gatherResults([getPage(url.encode()) for url in urls])
