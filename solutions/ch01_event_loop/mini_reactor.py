# exercise: mini_reactor
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
        self._timers: list[tuple] = []  # a heap: when, which number, what to call
        self._numbers = itertools.count()
        self._selector = selectors.DefaultSelector()

    def callLater(self, delay: float, f, *args) -> None:
        """Call ``f(*args)`` once, *delay* seconds from now; equal times in the order of calls."""
        due = time.monotonic() + delay
        heapq.heappush(self._timers, (due, next(self._numbers), f, args))

    def addReader(self, sock: socket.socket, f) -> None:
        """Call ``f()`` in every turn in which *sock* has something to read, or has ended."""
        self._selector.register(sock, selectors.EVENT_READ, f)

    def removeReader(self, sock: socket.socket) -> None:
        """Call nothing for *sock* any more."""
        self._selector.unregister(sock)

    def run(self) -> None:
        """Wait and call until `stop`; print what a call raises, and go on."""
        self._running = True
        while self._running:
            wait = self._timers[0][0] - time.monotonic() if self._timers else None
            calls = [(key.data, ()) for key, _ in self._selector.select(wait)]
            now = time.monotonic()
            while self._timers and self._timers[0][0] <= now:
                calls.append(heapq.heappop(self._timers)[2:])
            for f, args in calls:  # what they set for now waits for the next turn
                try:
                    f(*args)
                except Exception:  # noqa: BLE001 - it is printed
                    traceback.print_exc()

    def stop(self) -> None:
        """Let `run` return when this turn is over."""
        self._running = False


# END OF YOUR TURN


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
