# exercise: fetch_all
"""Callbacks all the way, and a list of places that are filled as pages come."""

from twisted.internet import defer, protocol
from twisted.web import client, error


class Limited(protocol.Protocol):
    def __init__(self, limit, done):
        self.left, self.pieces, self.done = limit, [], done

    def dataReceived(self, data):
        self.left -= len(data)
        self.pieces.append(data)
        if self.left < 0:
            self.transport.stopProducing()

    def connectionLost(self, reason):
        if self.done.called:
            return
        if self.left < 0:
            self.done.errback(OverflowError())
        elif reason.check(client.ResponseDone, client.PotentialDataLoss):
            self.done.callback(b"".join(self.pieces))
        else:
            self.done.errback(reason)


def fetch_all(reactor, urls, limit, timeout, max_bytes):
    agent = client.Agent(reactor, connectTimeout=timeout)
    results, waiting, finished = [None] * len(urls), list(enumerate(urls)), defer.Deferred()
    left = len(urls)

    def received(response):
        done = defer.Deferred(lambda _: body.transport.stopProducing())
        body = Limited(max_bytes, done)
        response.deliverBody(body)
        return done.addCallback(judge, response.code)

    def judge(content, code):
        if code != 200:
            raise error.Error(code)
        return content

    def keep(result, place):
        nonlocal left
        results[place] = getattr(result, "value", result)
        left -= 1
        begin()
        if not left:
            finished.callback(results)

    def begin():
        if waiting:
            place, url = waiting.pop(0)
            asked = defer.maybeDeferred(agent.request, b"GET", url.encode("ascii"))
            asked.addCallback(received).addTimeout(timeout, reactor).addBoth(keep, place)

    if not urls:
        return defer.succeed([])
    for _ in range(limit):
        begin()
    return finished
