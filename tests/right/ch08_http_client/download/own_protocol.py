# exercise: download
"""Agent, a protocol that writes, callbacks; a part is judged by a regular expression."""

import os
import re

from twisted.internet.defer import Deferred
from twisted.internet.protocol import Protocol
from twisted.web.client import Agent, ResponseDone
from twisted.web.http_headers import Headers


class ToFile(Protocol):
    def __init__(self, file):
        self.file, self.over = file, Deferred()

    def dataReceived(self, data):
        self.file.write(data)

    def connectionLost(self, reason):
        self.file.close()
        self.over.callback(None if reason.check(ResponseDone) else reason)


def download(reactor, url, path):
    size = os.path.getsize(path) if os.path.exists(path) else 0

    def answered(response):
        (where,) = response.headers.getRawHeaders(b"Content-Range", [b""])
        begin = re.match(rb"bytes (\d+)-", where)
        if response.code == 206 and begin and int(begin[1]) == size:
            mode = "ab"
        elif response.code == 200:
            mode = "wb"
        elif response.code == 416 and where.endswith(b"/%d" % size):
            return None
        else:
            raise ValueError(response.code)
        body = ToFile(open(path, mode))
        response.deliverBody(body)
        return body.over

    headers = Headers({b"range": [b"bytes=%d-" % size]}) if size else None
    return Agent(reactor).request(b"GET", url.encode(), headers).addCallback(answered)
