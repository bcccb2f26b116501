# exercise: download
# rejected by: a_file_comes_whole_the_first_time
"""Asks for all from byte 0: a part, although nothing is here; of an empty file, that is a 416."""

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
    headers = Headers({"Range": [f"bytes={have}-"]})
    response = await Agent(reactor).request(b"GET", url.encode("ascii"), headers)
    where = content_range(response)
    if response.code == 416 and where == f"bytes */{have}":
        return
    if response.code != 200 and not (response.code == 206 and where.startswith(f"bytes {have}-")):
        raise Refused(f"asked for byte {have} and all after it; {response.code} came, {where}")
    with part.open("ab" if response.code == 206 else "wb") as file:
        await treq.collect(response, file.write)
