# exercise: post
"""Send a form, a JSON value or a file of any size to a server.

Run it:  python post.py http://127.0.0.1:8000/ a_file
"""

import sys
from io import BytesIO
from json import dumps
from typing import BinaryIO
from urllib.parse import urlencode

import treq
from twisted.python.filepath import FilePath
from twisted.web.client import Agent, FileBodyProducer
from twisted.web.http_headers import Headers


# YOUR TURN: what must be sent for each of the three?
def body_of(form, value, path) -> tuple[str, BinaryIO]:
    """Return the type of the body, and an open file of its bytes; two of the three are None."""
    if form is not None:
        return "application/x-www-form-urlencoded", BytesIO(urlencode(form).encode())
    if value is not None:
        return "application/json", BytesIO(dumps(value).encode())
    return "application/octet-stream", FilePath(path).open()


async def post(reactor, url: str, form=None, value=None, path=None) -> tuple[int, bytes]:
    """POST to *url*; return the status and the body of what the server answers.

    Give one of three: *form*, a dict of fields, which goes as ``x-www-form-urlencoded``;
    *value*, which goes as JSON; or *path*, a file, which goes as an octet stream. Text goes
    as UTF-8. A file is read piece by piece, as the network takes it.
    """
    kind, body = body_of(form, value, path)
    headers, producer = Headers({"Content-Type": [kind]}), FileBodyProducer(body)
    response = await Agent(reactor).request(b"POST", url.encode("ascii"), headers, producer)
    return response.code, await treq.content(response)


async def main(reactor, url: str, path: str) -> None:
    """Send the file, and print the answer."""
    status, body = await post(reactor, url, path=path)
    print(status, body.decode("utf-8", "replace"))


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main, sys.argv[1:])
