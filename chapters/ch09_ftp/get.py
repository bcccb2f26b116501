# exercise: get
# built b623dd005a972bab from solutions/ch09_ftp/get.py
# Your own copy, to write in and to run: my/ch09_ftp/get.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch09_ftp/get.py")
"""Bring a person's files home over FTP: connect, log in, list, download.

Serve this folder:  python -m pyftpdlib -i 127.0.0.1 -p 2121 -u ada -P s3cret
Bring it home:      python get.py 127.0.0.1 2121 ada s3cret
"""

import sys

from twisted.internet.endpoints import clientFromString, connectProtocol
from twisted.internet.protocol import Protocol
from twisted.protocols.ftp import FTPClient, FTPFileListProtocol


# YOUR TURN: keep every piece that arrives; there may be hundreds.
class Body(Protocol):
    """Keeps what comes over one data connection."""

    def __init__(self) -> None:
        raise NotImplementedError

    def dataReceived(self, data: bytes) -> None:
        """Keep *data*, the next piece."""
        raise NotImplementedError


# YOUR TURN: connect, log in, list, download; whatever happens, close the connection.
async def get(reactor, host: str, port: int, user: str, password: str) -> dict[str, bytes]:
    """Return the files in the person's folder: the bytes of each under its name.

    Folders are left out. Names come and go as UTF-8; return them as people write them.

    Raises:
        FTPError: the login is refused, or one of the files; tells the server's reply.
    """
    raise NotImplementedError


async def main(reactor, host="127.0.0.1", port="2121", user="ada", password="s3cret") -> None:
    """Print the name and the size of every file that came home."""
    files = await get(reactor, host, int(port), user, password)
    for name, content in files.items():
        print(f"{len(content):>12,}  {name}")


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main, sys.argv[1:])
