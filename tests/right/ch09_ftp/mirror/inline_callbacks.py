# exercise: mirror
"""inlineCallbacks, os.path, and an error for a name that is a path.

Serve this folder:  python -m pyftpdlib -i 127.0.0.1 -p 2121 -u ada -P s3cret
Bring it home:      python mirror.py copy 127.0.0.1 2121 ada s3cret
"""

import os
import sys
from pathlib import Path

from twisted.internet.defer import inlineCallbacks
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


@inlineCallbacks
def bring(ftp, there: str, here: Path):
    print("visiting", there)
    listing = FTPFileListProtocol()
    yield ftp.list(there, listing)
    files = 0
    for entry in listing.files:
        shown = entry["filename"].encode("latin-1").decode()
        if os.path.basename(shown) != shown or shown in {os.curdir, os.pardir}:
            raise ValueError(f"{shown} is not a name")
        if entry["filetype"] == "d":
            os.makedirs(os.path.join(here, shown), exist_ok=True)
            files += yield bring(ftp, f"{there}/{entry['filename']}", here / shown)
        elif entry["filetype"] == "-":
            yield ftp.retrieveFile(f"{there}/{entry['filename']}", Body(here / shown))
            files += 1
    return files
