# exercise: shortener
# rejected by: the_same_address_keeps_its_code
"""The same address gets a second code."""

from urllib.parse import urlsplit

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.web import pages
from twisted.web.resource import Resource
from twisted.web.server import Site
from twisted.web.util import redirectTo


class Shortener(Resource):
    def __init__(self) -> None:
        super().__init__()
        self._codes: dict[bytes, bytes] = {}
        self._made = 0

    def render_POST(self, request) -> bytes:
        url = request.args.get(b"url", [b""])[0]
        if not is_web_address(url):
            return pages.errorPage(400, "Bad Request", "A web address, please.").render(request)
        self._made += 1
        self._codes[url] = b"%x" % self._made
        self.putChild(self._codes[url], Onward(url))
        request.setResponseCode(201)
        return b"/%s\n" % self._codes[url]

    def getChild(self, path: bytes, request) -> Resource:
        return self if path == b"" else pages.notFound()


class Onward(Resource):
    def __init__(self, url: bytes) -> None:
        super().__init__()
        self._url = url

    def render_GET(self, request) -> bytes:
        return redirectTo(self._url, request)


def is_web_address(url: bytes) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    printable = all(33 <= byte <= 126 for byte in url)
    return printable and parts.scheme in (b"http", b"https") and bool(parts.netloc)


def make_factory(reactor) -> Site:
    """Return the site.

    ``POST /`` with the form field ``url``: 201, and a short path, such as ``/1``, LF; the same
    for the same address. ``GET`` of that path leads there (302). What is no address of the web
    (``http`` or ``https``, a host, ASCII without spaces) is a 400, any other path a 404.
    """
    return Site(Shortener(), reactor=reactor)




async def main(reactor) -> None:
    """Serve until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"http://127.0.0.1:{port.getHost().port}/")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
