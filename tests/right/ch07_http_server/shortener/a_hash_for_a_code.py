# exercise: shortener
"""Codes from a digest, one leaf for everything, a regular expression for addresses."""

import hashlib
import re

from twisted.web.resource import Resource
from twisted.web.server import Site

ADDRESS = re.compile(rb"https?://[^/?#\s][!-~]*", re.IGNORECASE)


class Everything(Resource):
    isLeaf = True

    def __init__(self):
        super().__init__()
        self.urls = {}

    def render_POST(self, request):
        url = (request.args.get(b"url") or [b""])[0]
        bad = not ADDRESS.fullmatch(url) or url.startswith((b"http://[", b"https://["))
        if bad or request.path != b"/":
            request.setResponseCode(400)
            return b"no\n"
        code = hashlib.sha256(url).hexdigest()[:10].encode()
        self.urls[b"/" + code] = url
        request.setResponseCode(201)
        return b"/" + code + b"\n"

    def render_GET(self, request):
        url = self.urls.get(request.path)
        if url is None:
            request.setResponseCode(404)
            return b"not found\n"
        request.redirect(url)
        return b""


def make_factory(reactor):
    return Site(Everything())
