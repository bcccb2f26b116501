# exercise: mirror
# built 37441ba83e5c826e from solutions/ch09_ftp/mirror.py
# Your own copy, to write in and to run: my/ch09_ftp/mirror.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch09_ftp/mirror.py")
"""Bring a person's whole tree home over FTP, folders within folders.

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


# YOUR TURN: list the folder; bring each file, and each folder with what is in it.
async def bring(ftp, there: str, here: Path) -> int:
    """Copy the server's folder *there* into our folder *here*; return the number of files.

    *there* is written as the server's list has it, a character for each byte of UTF-8.
    """
    raise NotImplementedError


async def main(reactor, home="copy", host="127.0.0.1", port="2121", user="ada", password="s3cret"):
    """Fill the folder *home*, and print how many files came."""
    Path(home).mkdir(exist_ok=True)
    print(await mirror(reactor, home, host, int(port), user, password), "files are in", home)


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main, sys.argv[1:])
