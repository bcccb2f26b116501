# exercise: klein_app
# rejected by: later_is_one_second_later
"""It waits by a clock that nobody gave it."""

from klein import Klein
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.task import deferLater
from twisted.web.server import Site


def make_factory(reactor) -> Site:
    """Return a site of three pages, which are text in UTF-8.

    ``GET /`` says ``Hello!``, LF. ``GET /square/12`` says ``144``, LF; what is no whole number is
    not found. ``GET /later/北`` says ``北``, LF, after 1 second of *reactor*'s time.
    """
    app = Klein()

    def text(request, words: str) -> bytes:
        request.setHeader(b"content-type", b"text/plain; charset=utf-8")
        return f"{words}\n".encode()

    @app.route("/")
    def home(request):
        return text(request, "Hello!")

    @app.route("/square/<int(signed=True):n>")
    def square(request, n: int):
        return text(request, str(n * n))

    @app.route("/later/<name>")
    async def later(request, name: str):
        await deferLater(__import__('twisted.internet.reactor').internet.reactor, 1.0)
        return text(request, name)

    return Site(app.resource(), reactor=reactor)


async def main(reactor) -> None:
    """Serve until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"http://127.0.0.1:{port.getHost().port}/")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
