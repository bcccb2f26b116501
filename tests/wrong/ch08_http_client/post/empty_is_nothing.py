# exercise: post
# rejected by: a_value_comes_as_json
"""Takes an empty list for no list at all."""

from io import BytesIO
from json import dumps
from typing import BinaryIO
from urllib.parse import urlencode

import treq
from twisted.python.filepath import FilePath
from twisted.web.client import Agent, FileBodyProducer
from twisted.web.http_headers import Headers


def body_of(form, value, path) -> tuple[str, BinaryIO]:
    """Return the type of the body, and an open file of its bytes; two of the three are None."""
    if form is not None:
        return "application/x-www-form-urlencoded", BytesIO(urlencode(form).encode())
    if value:
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
