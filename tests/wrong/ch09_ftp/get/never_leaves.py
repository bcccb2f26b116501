# exercise: get
# rejected by: the_connection_is_closed
"""Has its files, and forgets the connection."""

from twisted.internet.endpoints import clientFromString, connectProtocol
from twisted.internet.protocol import Protocol
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
    listing = FTPFileListProtocol()
    await ftp.list(".", listing)
    names = [entry["filename"] for entry in listing.files if entry["filetype"] == "-"]
    files = {}
    for name in names:
        body = Body()
        await ftp.retrieveFile(name, body)
        files[name.encode("latin-1").decode("utf-8")] = b"".join(body.pieces)
    return files
