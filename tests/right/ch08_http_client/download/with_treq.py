# exercise: download
"""treq and inlineCallbacks; the file is opened once, and cut where that is needed."""

import treq
from twisted.internet.defer import inlineCallbacks


@inlineCallbacks
def download(reactor, url, path):
    with open(path, "ab") as file:
        have = file.tell()
        headers = {"Range": f"bytes={have}-"} if have else {}
        response = yield treq.get(
            url, headers=headers, reactor=reactor, persistent=False, unbuffered=True
        )
        where = response.headers.getRawHeaders("Content-Range", ["bytes ?"])[0].split(" ")[1]
        if response.code == 416 and where == f"*/{have}":
            return
        if response.code == 200:
            file.truncate(0)
        elif response.code != 206 or where.split("-")[0] != str(have):
            yield treq.content(response)
            raise RuntimeError(f"status {response.code}, {where}")
        yield treq.collect(response, file.write)
