# exercise: post
"""A producer of its own, which does not say how much will come, and callbacks."""

import json
from urllib.parse import quote_plus

from twisted.internet.task import cooperate
from twisted.web.client import Agent, readBody
from twisted.web.http_headers import Headers
from twisted.web.iweb import UNKNOWN_LENGTH, IBodyProducer
from zope.interface import implementer


@implementer(IBodyProducer)
class Pieces:
    length = UNKNOWN_LENGTH

    def __init__(self, pieces):
        self._pieces = pieces

    def startProducing(self, consumer):
        self._task = cooperate(consumer.write(piece) for piece in self._pieces if piece)
        self.stopProducing = self._task.stop
        self.pauseProducing, self.resumeProducing = self._task.pause, self._task.resume
        return self._task.whenDone()

    def stopProducing(self):
        """Nothing has begun."""


def pieces_of(path):
    with open(path, "rb") as file:
        while piece := file.read(10_000):
            yield piece


def post(reactor, url, form=None, value=None, path=None):
    if path is not None:
        kind, pieces = "application/octet-stream", pieces_of(path)
    elif form is not None:
        fields = [f"{quote_plus(name)}={quote_plus(text)}" for name, text in form.items()]
        kind, pieces = "application/x-www-form-urlencoded; charset=utf-8", ["&".join(fields)]
        pieces = [each.encode() for each in pieces]
    else:
        kind, pieces = "application/json", [json.dumps(value, ensure_ascii=False).encode()]
    asked = Agent(reactor).request(
        b"POST", url.encode(), Headers({"content-type": [kind]}), Pieces(pieces)
    )
    return asked.addCallback(
        lambda response: readBody(response).addCallback(lambda body: (response.code, body))
    )
