# exercise: threads
"""A function from before Twisted waits for pages, so it runs in a thread.

Run it:  python threads.py http://127.0.0.1:8000/ http://127.0.0.1:8000/chapters/
"""

import sys
from functools import partial

import treq
from twisted.internet.threads import blockingCallFromThread, deferToThreadPool


def compare(read, urls: list[str]) -> str:
    """Return the URL with the longest page. It knows no Twisted, and it blocks."""
    return max(urls, key=lambda url: len(read(url)))


async def longest(reactor, fetch, urls: list[str]) -> str:
    """Return what `compare` returns, which runs in a thread of the reactor's pool.

    ``fetch(url)`` returns a Deferred of a page, and may only be called in the reactor's
    thread. If it fails, so does `longest`.
    """
    # YOUR TURN: make `read(url)`, for the thread, and return what `compare` returns.
    read = partial(blockingCallFromThread, reactor, fetch)
    return await deferToThreadPool(reactor, reactor.getThreadPool(), compare, read, urls)


async def main(reactor, *urls: str) -> None:
    """Print the URL of the longest page."""

    def fetch(url):
        return treq.get(url).addCallback(treq.content)

    print(await longest(reactor, fetch, list(urls)))


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main, sys.argv[1:])
