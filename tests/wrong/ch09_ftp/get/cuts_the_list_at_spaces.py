# exercise: get
# rejected by: names_are_as_people_write_them
"""Reads the list as columns: of a name with spaces the last word is left."""

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
        await ftp.list(".", listing)
        lines = b"".join(listing.pieces).decode("latin-1").splitlines()
        names = [line.split()[-1] for line in lines if line.startswith("-")]
        files = {}
        for name in names:
            body = Body()
            await ftp.retrieveFile(name, body)
            files[name.encode("latin-1").decode("utf-8")] = b"".join(body.pieces)
        await ftp.quit()
        return files
    finally:
        ftp.transport.loseConnection()
