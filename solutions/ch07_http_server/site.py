# exercise: site
"""A small web site: a page, a greeting, notes, and an answer that takes its time.

Run it:  python site.py    (it prints its address)
"""

from html import escape

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.web import pages, static
from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET, Site


# YOUR TURN: build `make_factory`, one stage at a time; the checks come in the same order.
class Hello(Resource):
    def render_GET(self, request) -> bytes:
        if b"name" not in request.args:
            return pages.errorPage(400, "Bad Request", "Who are you?").render(request)
        name = request.args[b"name"][0].decode("utf-8", "replace")
        request.setHeader(b"content-type", b"text/html; charset=utf-8")
        return f"<!doctype html><p>Hello, {escape(name)}!</p>".encode()


class Notes(Resource):
    texts: tuple[bytes, ...] = ()

    def render_GET(self, request) -> bytes:
        request.setHeader(b"content-type", b"text/plain; charset=utf-8")
        return b"\n".join(self.texts)

    def render_POST(self, request) -> bytes:
        self.texts += tuple(request.args.get(b"text", ()))
        request.setResponseCode(201 if b"text" in request.args else 400)
        return b""


class Slow(Resource):
    def __init__(self, reactor, page: Resource) -> None:
        super().__init__()
        self._reactor, self._page = reactor, page

    def render_GET(self, request) -> int:
        later = self._reactor.callLater(1.0, request.render, self._page)
        request.notifyFinish().addErrback(lambda gone: later.cancel())
        return NOT_DONE_YET


def make_factory(reactor) -> Site:
    """Return a site of four pages. Nobody waits for another, and no error stays unhandled.

    1. ``GET /``: HTML in UTF-8 that says ``Hello, Twisted!``. Other paths are 404.
    2. ``GET /hello?name=北京``: HTML in UTF-8 with the name, escaped. Without a name: 400.
    3. ``POST /notes``: keep the form field ``text``; 201. ``GET /notes``: the texts, one a line.
    4. ``GET /slow``: ``done``, LF, after 1 second of *reactor*'s time. Who leaves costs nothing.
    """
    root = Resource()
    root.putChild(b"", static.Data(b"<h1>Hello, Twisted!</h1>", "text/html; charset=utf-8"))
    root.putChild(b"hello", Hello())
    root.putChild(b"notes", Notes())
    root.putChild(b"slow", Slow(reactor, static.Data(b"done\n", "text/plain")))
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
