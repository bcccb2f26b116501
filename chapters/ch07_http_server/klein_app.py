# exercise: klein_app
# built 7c611978238ae176 from solutions/ch07_http_server/klein_app.py
# Your own copy, to write in and to run: my/ch07_http_server/klein_app.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch07_http_server/klein_app.py")
"""A site whose addresses are written beside its functions, with Klein.

Run it:  python klein_app.py    (it prints its address)
"""

from klein import Klein
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.task import deferLater
from twisted.web.server import Site


# YOUR TURN: give each page its route; all of them are text in UTF-8.
def make_factory(reactor) -> Site:
    """Return a site of three pages, which are text in UTF-8.

    ``GET /`` says ``Hello!``, LF. ``GET /square/12`` says ``144``, LF; what is no whole number is
    not found. ``GET /later/北`` says ``北``, LF, after 1 second of *reactor*'s time.
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
