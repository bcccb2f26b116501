# exercise: fetch_all
"""inlineCallbacks, and as many workers as the limit, who share one iterator of URLs."""

from twisted.internet.defer import Deferred, DeferredList, inlineCallbacks
from twisted.internet.protocol import Protocol
from twisted.web.client import Agent, HTTPConnectionPool, ResponseDone


class Body(Protocol):
    def __init__(self, most):
        self.most, self.came, self.problem = most, b"", None
        self.over = Deferred()

    def dataReceived(self, data):
        self.came += data
        if len(self.came) > self.most:
            self.give_up(ValueError(f"more than {self.most} bytes"))

    def give_up(self, problem):
        self.problem = self.problem or problem
        self.transport.loseConnection()

    def connectionLost(self, reason):
        if self.problem is None and not reason.check(ResponseDone):
            self.problem = reason.value
        self.over.callback(None)


@inlineCallbacks
def fetch(reactor, agent, url, timeout, max_bytes):
    asked, bodies = agent.request(b"GET", url.encode()), []

    def late():
        asked.cancel()
        for body in bodies:
            body.give_up(TimeoutError())

    alarm = reactor.callLater(timeout, late)
    try:
        response = yield asked
        bodies.append(Body(max_bytes))
        response.deliverBody(bodies[0])
        yield bodies[0].over
    finally:
        if alarm.active():
            alarm.cancel()
    if bodies[0].problem:
        raise bodies[0].problem
    if response.code != 200:
        raise ValueError(response.code)
    return bodies[0].came


@inlineCallbacks
def fetch_all(reactor, urls, limit, timeout, max_bytes):
    agent = Agent(reactor, pool=HTTPConnectionPool(reactor))
    results, todo = {}, iter(enumerate(urls))

    @inlineCallbacks
    def work():
        for place, url in todo:
            try:
                results[place] = yield fetch(reactor, agent, url, timeout, max_bytes)
            except Exception as problem:
                results[place] = problem

    yield DeferredList([work() for _ in range(limit)])
    return [results[place] for place in range(len(urls))]
