# exercise: static
# rejected by: other_types_are_known
"""Its three types are the only ones."""

import sys

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.web.server import Site
from twisted.web.static import File


class Shelf(File):
    """A folder, or a file in it; each one below is a Shelf, too."""

    contentTypes = {
        ".txt": "text/plain; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".md": "text/markdown; charset=utf-8",
    }


def make_factory(reactor, root: str) -> Site:
    """Return a site of the files below the folder *root*, and of nothing else.

    Files that end in ``.txt``, ``.html`` and ``.md`` are ``text/plain``, ``text/html`` and
    ``text/markdown``, in UTF-8. A part of a file may be asked for (RFC 9110, section 14). A
    folder is a page of links to what is in it.
    """
    return Site(Shelf(root), reactor=reactor)


async def main(reactor, root: str = ".") -> None:
    """Serve the folder *root* until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor, root))
    print(f"{root} is at http://127.0.0.1:{port.getHost().port}/")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main, sys.argv[1:])
