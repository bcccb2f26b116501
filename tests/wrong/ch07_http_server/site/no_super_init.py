# exercise: site
# rejected by: notes_are_kept
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
        self.texts = []

    def render_GET(self, request):
        request.setHeader(b"content-type", b"text/plain; charset=utf-8")
        return b"\n".join(self.texts)

    def render_POST(self, request):
        self.texts += request.args.get(b"text", [])
        request.setResponseCode(201)
        return b""


class Slow(Resource):
    def __init__(self, reactor):
        super().__init__()
        self.reactor = reactor

    def render_GET(self, request):
        later = self.reactor.callLater(1.0, self.finish, request)
        request.notifyFinish().addErrback(lambda gone: later.cancel())
        return NOT_DONE_YET

    def finish(self, request):
        request.write(b"done\n")
        request.finish()


def make_factory(reactor):
    root = Resource()
    root.putChild(b"", Home())
    root.putChild(b"hello", Hello())
    root.putChild(b"notes", Notes())
    root.putChild(b"slow", Slow(reactor))
    return Site(root)
