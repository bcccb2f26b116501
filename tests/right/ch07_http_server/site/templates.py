# exercise: site
from twisted.web.pages import errorPage
from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET, Site
from twisted.web.static import Data
from twisted.web.template import Element, XMLString, renderElement, renderer, tags


class Greeting(Element):
    loader = XMLString(
        '<p xmlns:t="http://twistedmatrix.com/ns/twisted.web.template/0.1" t:render="name">Hello, </p>'
    )

    def __init__(self, who):
        super().__init__()
        self.who = who

    @renderer
    def name(self, request, tag):
        return tag(self.who, tags.em("!"))


class Hello(Resource):
    def render_GET(self, request):
        if b"name" not in request.args:
            return errorPage(400, "Bad Request", "no name").render(request)
        request.setHeader(b"content-type", b"text/html; charset=utf-8")
        return renderElement(request, Greeting(request.args[b"name"][0].decode("utf-8", "replace")))


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
    root.putChild(b"", Data(b"<b>Hello, Twisted!</b>", "text/html;charset=utf-8"))
    root.putChild(b"hello", Hello())
    root.putChild(b"notes", Notes())
    root.putChild(b"slow", Slow(reactor))
    return Site(root)
