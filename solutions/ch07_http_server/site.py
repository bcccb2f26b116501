# exercise: site
"""A small web site: a page, a greeting, notes, and an answer that takes its time.

Run it:  python site.py
Try it:  curl -i http://127.0.0.1:PORT/    (the program prints PORT)
"""

from html import escape

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.web.http import BAD_REQUEST, CREATED
from twisted.web.pages import errorPage
from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET, Site
from twisted.web.static import Data

# YOUR TURN: build `make_factory`, one stage at a time; the checks come in the same order.
HTML, PLAIN = b"text/html; charset=utf-8", b"text/plain; charset=utf-8"


class Hello(Resource):
    def render_GET(self, request) -> bytes:
        if b"name" not in request.args:
            return errorPage(BAD_REQUEST, "Bad Request", "Who are you?").render(request)
        name = request.args[b"name"][0].decode("utf-8", "replace")
        request.setHeader(b"content-type", HTML)
        return f"<!doctype html><p>Hello, {escape(name)}!</p>\n".encode()


class Notes(Resource):
    def __init__(self) -> None:
        super().__init__()
        self._texts: list[bytes] = []

    def render_GET(self, request) -> bytes:
        request.setHeader(b"content-type", PLAIN)
        return b"".join(text + b"\n" for text in self._texts)

    def render_POST(self, request) -> bytes:
        if b"text" not in request.args:
            return errorPage(BAD_REQUEST, "Bad Request", "No text came.").render(request)
        self._texts.append(request.args[b"text"][0])
        request.setResponseCode(CREATED)
        return b""


class Slow(Resource):
    def __init__(self, reactor) -> None:
        super().__init__()
        self._reactor = reactor

    def render_GET(self, request) -> int:
        later = self._reactor.callLater(1.0, self._finish, request)
        request.notifyFinish().addErrback(lambda gone: later.cancel())
        return NOT_DONE_YET

    def _finish(self, request) -> None:
        request.setHeader(b"content-type", PLAIN)
        request.write(b"done\n")
        request.finish()


def make_factory(reactor) -> Site:
    """Return a site of four pages. No request, however strange, leaves an error unhandled.

    1. ``GET /``: HTML in UTF-8 that says ``Hello, Twisted!``. Other paths are 404.
    2. ``GET /hello?name=北京``: HTML in UTF-8 with the name, escaped. Without a name: 400.
    3. ``POST /notes``: keep the form field ``text``; 201. ``GET /notes``: the texts, one a line.
    4. ``GET /slow``: ``done``, an LF, after 1 second of *reactor*'s time. Nobody else waits for
       it. When its client leaves before, no delayed call is left behind.
    """
    root = Resource()
    root.putChild(b"", Data(b"<!doctype html><h1>Hello, Twisted!</h1>\n", HTML.decode()))
    root.putChild(b"hello", Hello())
    root.putChild(b"notes", Notes())
    root.putChild(b"slow", Slow(reactor))
    return Site(root, reactor=reactor)


# END OF YOUR TURN


async def main(reactor) -> None:
    """Serve the site until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"The site is open: http://127.0.0.1:{port.getHost().port}/")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
