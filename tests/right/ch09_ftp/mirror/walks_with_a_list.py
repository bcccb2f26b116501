# exercise: mirror
"""No recursion: a list of folders that are still to visit; PWD and CWD in place of paths.

Serve this folder:  python -m pyftpdlib -i 127.0.0.1 -p 2121 -u ada -P s3cret
Bring it home:      python mirror.py copy 127.0.0.1 2121 ada s3cret
"""

import sys
from pathlib import Path

from twisted.internet.endpoints import clientFromString, connectProtocol
from twisted.internet.protocol import Protocol
from twisted.protocols.ftp import FTPClient, FTPFileListProtocol


class Body(Protocol):
    """Writes what comes over one data connection to a file."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")

    def dataReceived(self, data: bytes) -> None:
        """Write *data*, the next piece."""
        self._file.write(data)

    def connectionLost(self, reason) -> None:
        """Close the file: nothing more will come."""
        self._file.close()


async def mirror(reactor, home: str, host: str, port: int, user: str, password: str) -> int:
    """Copy all files and folders of the person's into *home*; return the number of files.

    Names come as UTF-8. Links are left out, and so is a name that is no name but a path.

    Raises:
        FTPError: the login is refused, or one of the files; tells the server's reply.
    """
    endpoint = clientFromString(reactor, f"tcp:{host}:{port}")
    ftp = await connectProtocol(endpoint, FTPClient(user, password))
    try:
        files = await bring(ftp, ".", Path(home))
        await ftp.quit()
        return files
    finally:
        ftp.transport.loseConnection()


async def bring(ftp, there: str, here: Path) -> int:
    waiting, files = [(there, here)], 0
    while waiting:
        folder, at_home = waiting.pop()
        listing = FTPFileListProtocol()
        await ftp.list(folder, listing)
        for entry in listing.files:
            name = entry["filename"]
            if "/" in name or name in (".", ".."):
                continue
            path = at_home.joinpath(name.encode("latin-1").decode("utf-8"))
            if entry["filetype"] == "d":
                path.mkdir(parents=True, exist_ok=True)
                waiting.append((folder + "/" + name, path))
            if entry["filetype"] == "-":
                await ftp.retrieveFile(folder + "/" + name, Body(path))
                files += 1
    return files
