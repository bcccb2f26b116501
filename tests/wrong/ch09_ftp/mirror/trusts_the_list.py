# exercise: mirror
# rejected by: nothing_is_written_elsewhere
"""It writes to whatever name the server says."""

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
    """Copy the server's folder *there* into our folder *here*; return the number of files.

    *there* is written as the server's list has it, a character for each byte of UTF-8.
    """
    listing, files = FTPFileListProtocol(), 0
    await ftp.list(there, listing)
    for entry in listing.files:
        name, kind = entry["filename"], entry["filetype"]
        path = here / name.encode("latin-1").decode("utf-8")
        if kind == "d":
            path.mkdir(exist_ok=True)
            files += await bring(ftp, f"{there}/{name}", path)
        elif kind == "-":
            await ftp.retrieveFile(f"{there}/{name}", Body(path))
            files += 1
    return files


async def main(reactor, home="copy", host="127.0.0.1", port="2121", user="ada", password="s3cret"):
    """Fill the folder *home*, and print how many files came."""
    Path(home).mkdir(exist_ok=True)
    print(await mirror(reactor, home, host, int(port), user, password), "files are in", home)


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main, sys.argv[1:])
