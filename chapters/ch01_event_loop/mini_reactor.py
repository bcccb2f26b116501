# exercise: mini_reactor
# built a06066f78c6182f3 from solutions/ch01_event_loop/mini_reactor.py
# Your own copy, to write in and to run: my/ch01_event_loop/mini_reactor.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch01_event_loop/mini_reactor.py")
"""A reactor of your own, with nothing but the standard library.

Run it:    python mini_reactor.py
Visit it:  curl http://127.0.0.1:PORT/    (the program prints PORT)
"""

import heapq
import itertools
import selectors
import socket
import time
import traceback


# YOUR TURN: build `MiniReactor` in three stages: timers, sockets, errors and idling.
class MiniReactor:
    """Waits for everything at once, and calls your functions for what has happened."""

    def __init__(self) -> None:
        """Begin with nothing to wait for."""
        raise NotImplementedError

    def callLater(self, delay: float, f, *args) -> None:
        """Call ``f(*args)`` once, *delay* seconds from now; equal times in the order of calls."""
        raise NotImplementedError

    def addReader(self, sock: socket.socket, f) -> None:
        """Call ``f()`` in every turn in which *sock* has something to read, or has ended."""
        raise NotImplementedError

    def removeReader(self, sock: socket.socket) -> None:
        """Call nothing for *sock* any more."""
        raise NotImplementedError

    def run(self) -> None:
        """Wait and call until `stop`; print what a call raises, and go on."""
        raise NotImplementedError

    def stop(self) -> None:
        """Let `run` return when this turn is over."""
        raise NotImplementedError


def greet(mini: MiniReactor, door: socket.socket) -> None:
    """Answer every HTTP request that comes in at *door*."""

    def answer(client: socket.socket) -> None:
        client.recv(1000)
        mini.removeReader(client)
        with client:
            client.sendall("HTTP/1.0 200 OK\r\n\r\n你好\n".encode())

    client, _ = door.accept()
    mini.addReader(client, lambda: answer(client))


if __name__ == "__main__":
    mini, door = MiniReactor(), socket.create_server(("127.0.0.1", 0))
    mini.addReader(door, lambda: greet(mini, door))
    print(f"Visit me: curl http://127.0.0.1:{door.getsockname()[1]}/")
    mini.run()
