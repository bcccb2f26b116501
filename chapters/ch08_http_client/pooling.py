# exercise: pooling
# built c940aaecbafb6df2 from solutions/ch08_http_client/pooling.py
# Your own copy, to write in and to run: my/ch08_http_client/pooling.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch08_http_client/pooling.py")
"""Read pages of one server, and connect to it once.

Run it:  python pooling.py http://127.0.0.1:8000/ http://127.0.0.1:8000/
"""

import sys

import treq
from twisted.web.client import Agent, HTTPConnectionPool


class NotThePage(Exception):
    """The server answered with another status than 200."""


# YOUR TURN: keep connections for the next page, and close them at the end.
class Reader:
    """Reads pages, one after the other or several at once.

    Keeps up to *most* connections to each server, for *idle* seconds without a request.
    """

    def __init__(self, reactor, most: int, idle: float) -> None:
        raise NotImplementedError

    async def read(self, url: str) -> bytes:
        """Return the body of the page, or raise `NotThePage`; the connection serves again."""
        raise NotImplementedError

    async def close(self) -> None:
        """Close the connections that are kept; return when they are closed."""
        raise NotImplementedError


async def main(reactor, *urls: str) -> None:
    """Print how long each page is."""
    reader = Reader(reactor, 2, 30.0)
    for url in urls:
        print(url, f"{len(await reader.read(url)):,} bytes")
    await reader.close()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main, sys.argv[1:])
