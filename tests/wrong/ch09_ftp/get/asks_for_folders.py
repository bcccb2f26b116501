# exercise: get
# rejected by: folders_are_left_out
"""NLST gives bare names, and does not say which of them are folders."""

from twisted.internet.endpoints import clientFromString, connectProtocol
from twisted.internet.protocol import Protocol
from twisted.protocols.ftp import FTPClient


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
        listing = Body()
        await ftp.nlst(".", listing)
        names = b"".join(listing.pieces).decode("latin-1").splitlines()
        files = {}
        for name in names:
            body = Body()
            await ftp.retrieveFile(name, body)
            files[name.encode("latin-1").decode("utf-8")] = b"".join(body.pieces)
        await ftp.quit()
        return files
    finally:
        ftp.transport.loseConnection()
