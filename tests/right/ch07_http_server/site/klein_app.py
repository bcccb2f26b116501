# exercise: site
from html import escape

from klein import Klein
from twisted.internet.task import deferLater
from twisted.web.server import Site


class OurSite:
    app = Klein()

    def __init__(self, reactor):
        self.reactor, self.texts = reactor, []

    @app.route("/")
    def home(self, request):
        request.setHeader("content-type", "text/html; charset=utf-8")
        return "<h1>Hello, Twisted!</h1>"

    @app.route("/hello")
    def hello(self, request):
        request.setHeader("content-type", "text/html; charset=utf-8")
        if b"name" not in request.args:
            request.setResponseCode(400)
            return "no name"
        return f"Hello, {escape(request.args[b'name'][0].decode('utf-8', 'replace'))}"

    @app.route("/notes", methods=["GET"])
    def notes(self, request):
        return b"\n".join(self.texts)

    @app.route("/notes", methods=["POST"])
    def keep(self, request):
        self.texts.extend(request.args.get(b"text", []))
        request.setResponseCode(201)

    @app.route("/slow")
    async def slow(self, request):
        await deferLater(self.reactor, 1.0)
        return "done\n"


def make_factory(reactor):
    return Site(OurSite(reactor).app.resource())
