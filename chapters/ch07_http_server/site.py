# exercise: site
# built da64f560d400ddcf from solutions/ch07_http_server/site.py
# Your own copy, to write in and to run: my/ch07_http_server/site.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch07_http_server/site.py")
"""A small web site: a page, a greeting, notes, and an answer that takes its time.

Run it:  python site.py    (it prints its address)
"""

from html import escape

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.web import pages, static
from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET, Site


# YOUR TURN: build `make_factory`, one stage at a time; the checks come in the same order.
def make_factory(reactor) -> Site:
    """Return a site of four pages. Nobody waits for another, and no error stays unhandled.

    1. ``GET /``: HTML in UTF-8 that says ``Hello, Twisted!``. Other paths are 404.
    2. ``GET /hello?name=北京``: HTML in UTF-8 with the name, escaped. Without a name: 400.
    3. ``POST /notes``: keep the form field ``text``; 201. ``GET /notes``: the texts, one a line.
    4. ``GET /slow``: ``done``, LF, after 1 second of *reactor*'s time. Who leaves costs nothing.
    """
    raise NotImplementedError


async def main(reactor) -> None:
    """Serve the site until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"The site is open: http://127.0.0.1:{port.getHost().port}/")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
