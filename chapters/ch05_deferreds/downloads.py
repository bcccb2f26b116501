# exercise: downloads
# built 75b616faa7190d7d from solutions/ch05_deferreds/downloads.py
# Your own copy, to write in and to run: my/ch05_deferreds/downloads.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch05_deferreds/downloads.py")
r"""Many downloads, a few at once, and how far they are.

Try it:  printf '6\n北京' | nc -N -l 127.0.0.1 8000 & python downloads.py 8000 文件.txt
"""

import sys

from twisted.internet.defer import Deferred, DeferredList, DeferredSemaphore
from twisted.internet.endpoints import clientFromString, connectProtocol
from twisted.internet.protocol import Protocol


# YOUR TURN: build `downloads`. For each file, connect, send `GET name` on a line (LF, UTF-8),
# and read the answer: its size on a line, so many bytes, and the end of the connection.
# After each piece call `progress(name, received, size)`. Have at most `at_once` connections.
# What is no such answer is an exception, in the place of the file, and harms no other file.
async def downloads(reactor, port: int, names: list[str], at_once: int, progress) -> dict:
    """Return the files by name, from the server on *port* of 127.0.0.1: bytes, or an exception.

    Cancelling ends all connections.
    """
    raise NotImplementedError


async def main(reactor, port: str, *names: str) -> None:
    """Download, and say how far it is."""
    files = await downloads(reactor, int(port), list(names), 2, print)
    for name, file in files.items():
        print(name, len(file) if isinstance(file, bytes) else repr(file))


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main, sys.argv[1:])
