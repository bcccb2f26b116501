# exercise: upload
"""hashlib.file_digest in a thread of the reactor's pool; a coroutine waits for it."""

import hashlib

from twisted.internet.defer import Deferred
from twisted.internet.threads import deferToThreadPool
from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET, Site


class Upload(Resource):
    isLeaf = True

    def __init__(self, reactor):
        super().__init__()
        self.reactor = reactor

    async def answer(self, request):
        pool = self.reactor.getThreadPool()
        made = await deferToThreadPool(self.reactor, pool, hashlib.file_digest, request.content, "sha256")
        request.setResponseCode(201)
        size = request.content.seek(0, 2)
        request.write(f"{size} {made.hexdigest()}\n".encode())
        request.finish()

    def render_PUT(self, request):
        Deferred.fromCoroutine(self.answer(request))
        return NOT_DONE_YET


def make_factory(reactor):
    return Site(Upload(reactor), reactor=reactor)
