# exercise: upload
"""A place to leave files of any size; it says what has arrived.

Run it:      python upload.py    (it prints its address)
Send there:  curl -T a_large_file ADDRESS
"""

import hashlib

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.task import cooperate
from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET, Site


class Upload(Resource):
    """Takes a file by PUT, at any address."""

    isLeaf = True

    def render_PUT(self, request) -> int:
        """Answer with the size and the SHA-256 of what came, as ``5 2cf24d…``, LF."""
        work = cooperate(digest(request))
        request.notifyFinish().addErrback(lambda gone: work.stop())
        return NOT_DONE_YET


# YOUR TURN: read the body in pieces, and `yield` after each, so that others have their turn.
def digest(request):
    """Make the digest of the request's body piece by piece; then answer with 201.

    The body is the file ``request.content``, which Twisted keeps on the disk if it is large.
    """
    digest, size = hashlib.sha256(), 0
    while piece := request.content.read(1 << 16):
        digest.update(piece)
        size += len(piece)
        yield
    request.setResponseCode(201)
    request.write(f"{size} {digest.hexdigest()}\n".encode())
    request.finish()


def make_factory(reactor) -> Site:
    """Return the site: ``PUT``, at any address, is answered with 201, the size and the digest."""
    return Site(Upload(), reactor=reactor)


async def main(reactor) -> None:
    """Take files until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"http://127.0.0.1:{port.getHost().port}/")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
