# exercise: site
from html import escape

from twisted.internet import defer, task
from twisted.web import http, resource, server


class Everything(resource.Resource):
    isLeaf = True

    def __init__(self, reactor):
        self.reactor = reactor
        self.notes = []

    def render(self, request):
        view = {b"/": self.home, b"/hello": self.hello, b"/notes": self.notes_page, b"/slow": self.slow}
        request.setHeader("Content-Type", 'text/html; charset="UTF-8"')
        return view.get(request.path, self.missing)(request)

    def missing(self, request):
        request.setResponseCode(http.NOT_FOUND)
        return b"no such page"

    def home(self, request):
        return "<title>站</title><p>Hello, Twisted!".encode()

    def hello(self, request):
        try:
            name = request.args[b"name"][0].decode()
        except (KeyError, UnicodeDecodeError):
            request.setResponseCode(http.BAD_REQUEST)
            return b"name?"
        return ("<p>" + escape(name)).encode("ascii", "xmlcharrefreplace")

    def notes_page(self, request):
        if request.method == b"POST":
            if b"text" not in request.args:
                request.setResponseCode(http.BAD_REQUEST)
                return b"text?"
            self.notes.append(request.args[b"text"][0].decode("utf-8", "replace"))
            request.setResponseCode(http.CREATED)
        request.setHeader("Content-Type", "text/plain; charset=utf-8")
        return "\r\n".join(self.notes).encode()

    def slow(self, request):
        finished = request.notifyFinish()
        waiting = task.deferLater(self.reactor, 1.0, request.write, b"done\n")
        waiting.addCallback(lambda _: request.finish())
        waiting.addErrback(lambda failure: failure.trap(defer.CancelledError))
        finished.addErrback(lambda _: waiting.cancel())
        return server.NOT_DONE_YET


def make_factory(reactor):
    return server.Site(Everything(reactor), timeout=None)
