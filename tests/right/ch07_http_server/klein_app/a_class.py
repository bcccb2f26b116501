# exercise: klein_app
"""Routes on the methods of a class, and a Deferred in place of a coroutine."""

from klein import Klein
from twisted.internet.task import deferLater
from twisted.web.server import Site


class Pages:
    app = Klein()

    def __init__(self, clock):
        self.clock = clock

    @app.route("/")
    def home(self, request):
        request.setHeader("content-type", "text/plain; charset=utf-8")
        return "Hello!\n"

    @app.route("/square/<string:n>")
    def square(self, request, n):
        request.setHeader("content-type", "text/plain; charset=utf-8")
        if not n.removeprefix("-").isdecimal():
            request.setResponseCode(404)
            return "no such number\n"
        return f"{int(n) ** 2}\n"

    @app.route("/later/<string:name>")
    def later(self, request, name):
        request.setHeader("content-type", "text/plain; charset=utf-8")
        return deferLater(self.clock, 1, lambda: name + "\n")


def make_factory(reactor):
    return Site(Pages(reactor).app.resource())
