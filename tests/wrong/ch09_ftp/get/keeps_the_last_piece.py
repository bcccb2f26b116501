# exercise: get
# rejected by: a_long_file_comes_whole
"""The article's way: each piece replaces the one before."""

from twisted.internet.endpoints import clientFromString, connectProtocol
from twisted.internet.protocol import Protocol
from twisted.protocols.ftp import FTPClient, FTPFileListProtocol


class Body(Protocol):
    """Keeps what comes over one data connection."""

    data = b""

    def dataReceived(self, data: bytes) -> None:
        self.data = data


async def get(reactor, host: str, port: int, user: str, password: str) -> dict[str, bytes]:
    endpoint = clientFromString(reactor, f"tcp:{host}:{port}")
    ftp = await connectProtocol(endpoint, FTPClient(user, password))
    try:
        listing = FTPFileListProtocol()
        await ftp.list(".", listing)
        names = [entry["filename"] for entry in listing.files if entry["filetype"] == "-"]
        files = {}
        for name in names:
            body = Body()
            await ftp.retrieveFile(name, body)
            files[name.encode("latin-1").decode("utf-8")] = body.data
        await ftp.quit()
        return files
    finally:
        ftp.transport.loseConnection()
