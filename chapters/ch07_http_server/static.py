# exercise: static
# built 0e27041e397f4637 from solutions/ch07_http_server/static.py
# Your own copy, to write in and to run: my/ch07_http_server/static.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch07_http_server/static.py")
"""A folder as a site: every file with its type, and texts that no browser misreads.

Run it:  python static.py FOLDER    (it prints its address)
"""

import sys

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.web.server import Site
from twisted.web.static import File


class Shelf(File):
    """A folder, or a file in it; each one below is a Shelf, too."""

    # YOUR TURN: set `contentTypes`: those of File, but texts, pages and Markdown in UTF-8.
    raise NotImplementedError


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
