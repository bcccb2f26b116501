# exercise: threads
"""callInThreadWithCallback of the pool, and blockingCallFromThread."""

from twisted.internet.defer import Deferred
from twisted.internet.threads import blockingCallFromThread


def compare(read, urls):
    """Return the URL with the longest page. It knows no Twisted, and it blocks."""
    return max(urls, key=lambda url: len(read(url)))


async def longest(reactor, fetch, urls):
    done = Deferred()

    def tell(success, result):
        reactor.callFromThread(done.callback if success else done.errback, result)

    def work():
        return compare(lambda url: blockingCallFromThread(reactor, fetch, url), urls)

    reactor.getThreadPool().callInThreadWithCallback(tell, work)
    return await done
