# exercise: threads
# rejected by: fetch_stays_in_the_reactors_thread
"""Waits in the thread, but begins there, too: only the last step goes through the door."""

from twisted.internet.threads import blockingCallFromThread, deferToThreadPool


def compare(read, urls: list[str]) -> str:
    """Return the URL with the longest page. It knows no Twisted, and it blocks."""
    return max(urls, key=lambda url: len(read(url)))


async def longest(reactor, fetch, urls: list[str]) -> str:
    """Return what `compare` returns, which runs in a thread of the reactor's pool.

    ``fetch(url)`` returns a Deferred of a page, and may only be called in the reactor's
    thread. If it fails, so does `longest`.
    """

    def read(url):
        begun = fetch(url)
        return blockingCallFromThread(reactor, lambda: begun)

    return await deferToThreadPool(reactor, reactor.getThreadPool(), compare, read, urls)
