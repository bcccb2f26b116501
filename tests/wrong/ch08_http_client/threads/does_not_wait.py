# exercise: threads
# rejected by: the_longest_is_found
"""Uses the door, but `callFromThread` does not wait: it returns None."""

from twisted.internet.threads import deferToThreadPool


def compare(read, urls: list[str]) -> str:
    """Return the URL with the longest page. It knows no Twisted, and it blocks."""
    return max(urls, key=lambda url: len(read(url)))


async def longest(reactor, fetch, urls: list[str]) -> str:
    """Return what `compare` returns, which runs in a thread of the reactor's pool.

    ``fetch(url)`` returns a Deferred of a page, and may only be called in the reactor's
    thread. If it fails, so does `longest`.
    """

    def read(url):
        return reactor.callFromThread(fetch, url)

    return await deferToThreadPool(reactor, reactor.getThreadPool(), compare, read, urls)
