# exercise: dead_links
"""Find the links of a site that lead nowhere: python dead_links.py http://127.0.0.1:8000/"""

import re
import sys
from contextlib import suppress
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import treq
from twisted.internet.defer import Deferred, DeferredList, DeferredSemaphore
from twisted.web.client import HTTPConnectionPool

HREF = re.compile(r"""<a\s[^>]*?href\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
LONGEST = 1_000_000  # bytes of a page that are read


def addresses(page: str, hrefs: list[str]) -> list[str]:
    """Return what *hrefs* mean on *page*, without a ``#…`` at the end."""
    found = []
    for href in hrefs:
        with suppress(ValueError):  # such as http://[
            found.append(urldefrag(urljoin(page, unescape(href))).url)
    return found


# YOUR TURN: build `dead_links`; trust no server to answer, to finish, or to have an end.
async def links_of(reactor, pool, page: str) -> list[str]:
    options = {"reactor": reactor, "pool": pool, "unbuffered": True, "allow_redirects": False}
    response, body = await treq.get(page, **options), bytearray()

    def keep(piece: bytes) -> None:
        body.extend(piece)
        if len(body) > LONGEST:
            raise EOFError  # treq hangs up, and gives it back

    with suppress(EOFError):
        await treq.collect(response, keep)
    if response.code >= 400:
        raise LookupError(response.code)
    hrefs = response.headers.getRawHeaders("location", [])
    if "text/html" in response.headers.getRawHeaders("content-type", [""])[0]:
        hrefs += HREF.findall(body.decode("utf-8", "replace"))
    return addresses(page, hrefs)


async def dead_links(reactor, url: str, limit: int, timeout: float, most: int) -> dict:
    """Walk over the site of *url*; return each dead address, and a sorted list of who leads there.

    Dead is what answers 400 or more, breaks off, speaks no HTTP, or takes *timeout* seconds; of a
    page, `LONGEST` bytes are enough. A redirect is a page with one link. Each address of HTTP is
    asked for once, *limit* at a time, *most* in all. Only *url*'s own ``text/html`` is searched.
    """
    gate, pool = DeferredSemaphore(limit), HTTPConnectionPool(reactor, persistent=False)

    def begin(page: str) -> Deferred:
        return Deferred.fromCoroutine(links_of(reactor, pool, page)).addTimeout(timeout, reactor)

    led_from, dead, known = {url: set()}, [], 0
    while wave := list(led_from)[known:]:
        known += len(wave)
        ends = await DeferredList([gate.run(begin, page) for page in wave], consumeErrors=True)
        for page, (came, links) in zip(wave, ends, strict=True):
            dead += [] if came else [page]
            for link in links if came and urlsplit(page)[:2] == urlsplit(url)[:2] else []:
                if link in led_from or (link.startswith("http") and len(led_from) < most):
                    led_from.setdefault(link, set()).add(page)
    return {page: sorted(led_from[page]) for page in dead}


# END OF YOUR TURN
async def main(reactor, url: str) -> None:
    """Print each dead address, and where it stands."""
    print(*(await dead_links(reactor, url, 10, 10.0, 1000)).items(), sep="\n")


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main, sys.argv[1:])
