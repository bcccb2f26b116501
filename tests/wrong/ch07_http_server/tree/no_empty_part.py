# exercise: tree
# rejected by: the_list_has_all_names
"""The list stands at /people; /people/ is not found."""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.web import pages, static
from twisted.web.resource import Resource
from twisted.web.server import Site
from twisted.web.util import redirectTo

TEXT = "text/plain; charset=utf-8"


class People(Resource):
    """The pages ``/people/`` and ``/people/NAME``; who asks for ``/people`` is sent on."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self._names = names

    def getChild(self, path: bytes, request) -> Resource:
        """Return the resource for *path*, the next part of the address; it is no longer quoted."""
        name = path.decode("utf-8", "replace")
        if name in self._names:
            return static.Data(f"{name} is here.\n".encode(), TEXT)
        return pages.notFound()

    def render_GET(self, request) -> bytes:
        return "\n".join(self._names).encode()


def make_factory(reactor, names: list[str]) -> Site:
    """Return a site for the people in *names*.

    ``/people/`` has their names, one a line, and ``/people/北`` says ``北 is here.``, LF; both are
    text in UTF-8. ``/people`` leads to ``/people/``. All else is not found.
    """
    root = Resource()
    root.putChild(b"people", People(names))
    return Site(root, reactor=reactor)


async def main(reactor) -> None:
    """Serve three people until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor, ["Ada", "北", "Zoë"]))
    print(f"http://127.0.0.1:{port.getHost().port}/people/")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
