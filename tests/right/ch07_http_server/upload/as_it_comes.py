# exercise: upload
"""The digest is made while the body arrives; nothing is kept at all."""

import hashlib
import io

from twisted.web.resource import Resource
from twisted.web.server import Request, Site


class Counting(Request):
    def gotLength(self, length):
        self.digest, self.size, self.content = hashlib.sha256(), 0, io.BytesIO()

    def handleContentChunk(self, data):
        self.digest.update(data)
        self.size += len(data)


class Upload(Resource):
    isLeaf = True

    def render_PUT(self, request):
        request.setResponseCode(201)
        return f"{request.size} {request.digest.hexdigest()}\n".encode()


def make_factory(reactor):
    site = Site(Upload())
    site.requestFactory = Counting
    return site
