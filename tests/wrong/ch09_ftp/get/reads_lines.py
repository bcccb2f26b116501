# exercise: get
# rejected by: a_long_file_comes_whole
"""Takes a file for lines of text: what ends a line is lost, and what is long."""

from twisted.internet.endpoints import clientFromString, connectProtocol
from twisted.protocols.basic import LineReceiver
from twisted.protocols.ftp import FTPClient, FTPFileListProtocol


class Body(LineReceiver):
    """Keeps what comes over one data connection."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def lineReceived(self, data: bytes) -> None:
        self.pieces.append(data)


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
            files[name.encode("latin-1").decode("utf-8")] = b"".join(body.pieces)
        await ftp.quit()
        return files
    finally:
        ftp.transport.loseConnection()
