# exercise: threads
"""Callbacks, and a way into the reactor's thread by hand: a queue that waits for the page."""

from queue import SimpleQueue

from twisted.internet.threads import deferToThreadPool


def compare(read, urls):
    """Return the URL with the longest page. It knows no Twisted, and it blocks."""
    return max(urls, key=lambda url: len(read(url)))


def longest(reactor, fetch, urls):
    def read(url):
        came = SimpleQueue()
        reactor.callFromThread(lambda: fetch(url).addBoth(came.put))
        page = came.get()
        if not isinstance(page, bytes):
            page.raiseException()
        return page

    return deferToThreadPool(reactor, reactor.getThreadPool(), compare, read, urls)
