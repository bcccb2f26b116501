# exercise: fetch_all
# built 57c8360059fb5e82 from solutions/ch08_http_client/fetch_all.py
# Your own copy, to write in and to run: my/ch08_http_client/fetch_all.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch08_http_client/fetch_all.py")
"""Fetch many pages at once, and be fooled by no server.

Run it:  python fetch_all.py http://127.0.0.1:8000/ http://127.0.0.1:8000/nothing-is-here
"""

import sys

from twisted.internet.defer import Deferred, DeferredList, DeferredSemaphore
from twisted.internet.protocol import Protocol
from twisted.web.client import Agent, HTTPConnectionPool, PotentialDataLoss, ResponseDone


class NotThePage(Exception):
    """The server answered, but with another status than 200, or with too many bytes."""


# YOUR TURN: build `fetch_all`: a page may fail, and then its exception stands in its place.
async def fetch_all(reactor, urls: list[str], limit: int, timeout: float, max_bytes: int) -> list:
    """Return for each of *urls*, in their order, its body as bytes, or the exception.

    At most *limit* are fetched at once, and as many as that while there are enough. Each
    has *timeout* seconds from its beginning to its last byte, and *max_bytes* for its body.
    What is short, or has another status than 200, is an exception, too.
    """
    raise NotImplementedError
async def main(reactor, *urls: str) -> None:
    """Print what came of each URL."""
    for url, came in zip(urls, await fetch_all(reactor, list(urls), 20, 5.0, 1 << 20), strict=True):
        print(url, f"{len(came):,} bytes" if isinstance(came, bytes) else repr(came))


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main, sys.argv[1:])
