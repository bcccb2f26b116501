# exercise: shortener
# built e5e0c62e41430d87 from solutions/ch07_http_server/shortener.py
# Your own copy, to write in and to run: my/ch07_http_server/shortener.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch07_http_server/shortener.py")
"""Short addresses for long ones.

Run it:  python shortener.py    (it prints its address)
Try it:  curl -d url=https://example.org/a/long/way ADDRESS
"""

from urllib.parse import urlsplit

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.web import pages
from twisted.web.resource import Resource
from twisted.web.server import Site
from twisted.web.util import redirectTo


# YOUR TURN: build `make_factory`: a site that keeps addresses, and sends people there.
def make_factory(reactor) -> Site:
    """Return the site.

    ``POST /`` with the form field ``url``: 201, and a short path, such as ``/1``, LF; always the
    same for an address. ``GET`` of that path leads there (302). What is no address of the web
    (``http`` or ``https``, a host, ASCII without spaces) is a 400, any other path a 404.
    """
    raise NotImplementedError


async def main(reactor) -> None:
    """Serve until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"http://127.0.0.1:{port.getHost().port}/")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
