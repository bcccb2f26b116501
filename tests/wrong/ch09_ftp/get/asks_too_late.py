# exercise: get
# rejected by: a_refused_login_is_an_error
"""Waits before it asks. When a login has been refused meanwhile, Twisted never answers."""

import time

from twisted.internet.endpoints import clientFromString, connectProtocol
from twisted.internet.protocol import Protocol
from twisted.internet.threads import deferToThread
from twisted.protocols.ftp import FTPClient, FTPFileListProtocol


class Body(Protocol):
    """Keeps what comes over one data connection."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def dataReceived(self, data: bytes) -> None:
        self.pieces.append(data)


async def get(reactor, host: str, port: int, user: str, password: str) -> dict[str, bytes]:
    endpoint = clientFromString(reactor, f"tcp:{host}:{port}")
    ftp = await connectProtocol(endpoint, FTPClient(user, password))
    try:
        await deferToThread(time.sleep, 0.2)
        listing = FTPFileListProtocol()
        await ftp.list(".", listing)
        names = [entry["filename"] for entry in listing.files if entry["filetype"] == "-"]
        files = {}
        for name in names:
            body = Body()
            await ftp.retrieveFile(name, body)
            files[name.encode("latin-1").decode("utf-8")] = b"".join(body.pieces)
        await ftp.quit()
        return files
    finally:
        ftp.transport.loseConnection()
