# exercise: dead_links
"""No waves: each page begins its links at once. Agent, and a protocol that counts."""

import re
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from twisted.internet.defer import Deferred, DeferredSemaphore
from twisted.internet.protocol import Protocol
from twisted.web.client import Agent, PotentialDataLoss, ResponseDone


class Beginning(Protocol):
    def __init__(self):
        self.text = b""
        self.over = Deferred(lambda _: self.transport.loseConnection())

    def dataReceived(self, data):
        self.text += data
        if len(self.text) > 1_000_000:
            self.transport.loseConnection()

    def connectionLost(self, reason):
        if self.over.called:
            return
        enough = len(self.text) > 1_000_000
        if enough or reason.check(ResponseDone, PotentialDataLoss):
            self.over.callback(self.text)
        else:
            self.over.errback(reason)


async def look(agent, url):
    response = await agent.request(b"GET", url.encode("ascii"))
    body = Beginning()
    response.deliverBody(body)
    text = (await body.over).decode("utf-8", "replace")
    if response.code >= 400:
        raise ValueError(response.code)
    if 300 <= response.code:
        return response.headers.getRawHeaders("location", [])
    kind = response.headers.getRawHeaders("content-type", [""])[0]
    found = re.findall(r"""<a\b[^>]*\bhref=["']?([^"'> ]*)""", text) if "html" in kind else []
    return [unescape(each) for each in found]


class Walk:
    def __init__(self, reactor, url, limit, timeout, most):
        self.reactor, self.timeout, self.left = reactor, timeout, most
        self.home, self.agent, self.gate = url, Agent(reactor), DeferredSemaphore(limit)
        self.from_, self.dead, self.open, self.over = {}, {}, 0, Deferred()
        self.begin(url)

    def begin(self, url):
        self.from_[url] = set()
        self.open += 1
        self.left -= 1
        self.gate.run(self.one, url).addCallback(self.ended)

    def one(self, url):
        asked = Deferred.fromCoroutine(look(self.agent, url)).addTimeout(self.timeout, self.reactor)
        return asked.addCallbacks(lambda links: self.follow(url, links), lambda _: self.bury(url))

    def bury(self, url):
        self.dead[url] = self.from_[url]

    def follow(self, page, hrefs):
        if urlsplit(page).netloc != urlsplit(self.home).netloc:
            return
        for href in hrefs:
            try:
                link = urldefrag(urljoin(page, href))[0]
            except ValueError:
                continue
            if link not in self.from_ and self.left and urlsplit(link).scheme in ("http", "https"):
                self.begin(link)
            if link in self.from_:
                self.from_[link].add(page)

    def ended(self, _):
        self.open -= 1
        if not self.open:
            self.over.callback({url: sorted(pages) for url, pages in self.dead.items()})


def dead_links(reactor, url, limit, timeout, most):
    return Walk(reactor, url, limit, timeout, most).over
