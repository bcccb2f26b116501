# exercise: site
from html import escape

from twisted.web.pages import errorPage
from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET, Site


class Home(Resource):
    def render_GET(self, request):
        request.setHeader(b"content-type", b"text/html; charset=utf-8")
        return b"<h1>Hello, Twisted!</h1>"


class Hello(Resource):
    def render_GET(self, request):
        names = request.args.get(b"name")
        if not names:
            return errorPage(400, "Bad Request", "no name").render(request)
        request.setHeader(b"content-type", b"text/html; charset=utf-8")
        return f"<p>Hello, {escape(names[0].decode('utf-8', 'replace'))}!</p>".encode()


class Notes(Resource):
    def __init__(self):
        super().__init__()
        self.texts = []

    def render_GET(self, request):
        request.setHeader(b"content-type", b"text/plain; charset=utf-8")
        return b"\n".join(self.texts)

    def render_POST(self, request):
        self.texts += request.args.get(b"text", [])
        request.setResponseCode(201)
        return b""


class Slow(Resource):
    """Keeps who waits, and since when; one delayed call serves the first of them."""

    def __init__(self, reactor):
        super().__init__()
        self.reactor, self.waiting, self.call = reactor, {}, None

    def render_GET(self, request):
        self.waiting[request] = self.reactor.seconds() + 1.0
        request.notifyFinish().addBoth(self.gone, request)
        self.plan()
        return NOT_DONE_YET

    def gone(self, reason, request):
        self.waiting.pop(request, None)
        if not self.waiting and self.call and self.call.active():
            self.call.cancel()

    def plan(self):
        if self.waiting and not (self.call and self.call.active()):
            first = min(self.waiting.values())
            self.call = self.reactor.callLater(first - self.reactor.seconds(), self.serve)

    def serve(self):
        due = [each for each, at in self.waiting.items() if at <= self.reactor.seconds()]
        for request in due:
            request.write(b"done\n")
            request.finish()
        self.plan()


def make_factory(reactor):
    root = Resource()
    root.putChild(b"", Home())
    root.putChild(b"hello", Hello())
    root.putChild(b"notes", Notes())
    root.putChild(b"slow", Slow(reactor))
    return Site(root)
