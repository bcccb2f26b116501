# exercise: download
# rejected by: a_server_may_know_no_parts
"""Appends, although the server sent the whole file."""

from pathlib import Path

import treq
from twisted.web.client import Agent
from twisted.web.http_headers import Headers


class Refused(Exception):
    """The server's answer is no part that fits, and no whole file."""


def content_range(response) -> str:
    """Return what *response* says about its part, such as ``bytes 100-199/200``, or nothing."""
    return (response.headers.getRawHeaders("content-range") or [""])[0]


async def download(reactor, url: str, path: str) -> None:
    """Bring the file at *url* to *path*; if a part of it is there, ask only for the rest.

    The part stays if the connection breaks, so that the next attempt can go on. A server
    that knows no parts sends the whole file, with 200. One that says 416 and
    ``bytes */N`` has N bytes: if ours are as many, all is done. Pieces are written as they come.

    Raises:
        Refused: another status, or a part that does not begin where ours ends.
    """
    part = Path(path)
    have = part.stat().st_size if part.exists() else 0
    headers = Headers({"Range": [f"bytes={have}-"]} if have else {})
    response = await Agent(reactor).request(b"GET", url.encode("ascii"), headers)
    where = content_range(response)
    if response.code == 416 and where == f"bytes */{have}":
        return
    if response.code != 200 and not (response.code == 206 and where.startswith(f"bytes {have}-")):
        raise Refused(f"asked for byte {have} and all after it; {response.code} came, {where}")
    with part.open("ab") as file:
        await treq.collect(response, file.write)
