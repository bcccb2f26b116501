"""The proxy: between any client and any server of this machine, in threads of its own."""

from __future__ import annotations

import random
import select
import socket
import struct
import threading
import time
from collections.abc import Callable, Sequence
from math import inf

from workbook.hostile.piece import BOTH, CLOSE, DOWN, FINISH, RESET, UP, Piece, Toxic
from workbook.hostile.way import Ended, Way

HERE = "127.0.0.1"
PATIENCE = 10.0  # seconds for the server to answer
NOW = struct.pack("ii", 1, 0)  # SO_LINGER: close with a reset


class Proxy:
    """Listens on 127.0.0.1, and passes on what the *toxics* let through to port *to*.

    Args:
        to: a port of this machine, or a host and a port.
        toxics: what is done to every connection, in this order.
        listen: the port; 0 for one that is free.
        seed: what is drawn from; the same seed draws the same for the same connection.
        say: told, in a sentence, of each connection at its beginning and at its end.

    Raises:
        OSError: the port is not free.
    """

    def __init__(
        self,
        to: int | tuple[str, int],
        *toxics: Toxic,
        listen: int = 0,
        seed: str = "",
        say: Callable[[str], None] = lambda said: None,
    ) -> None:
        self._to = (HERE, to) if isinstance(to, int) else to
        self._toxics, self._seed, self._say = toxics, seed, say
        self._listening = socket.create_server((HERE, listen))
        self.port = int(self._listening.getsockname()[1])
        self._bell, self._ring = socket.socketpair()
        self._threads = [threading.Thread(target=self._accept, name="proxy", daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End all connections, and listen no more."""
        self._ring.close()
        for thread in self._threads:
            thread.join()
        self._listening.close()
        self._bell.close()

    def _accept(self) -> None:
        while self._bell not in select.select([self._listening, self._bell], [], [])[0]:
            client, _ = self._listening.accept()
            number = len(self._threads)
            thread = threading.Thread(target=self._serve, args=(client, number), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket, number: int) -> None:
        with client:
            try:
                server = socket.create_connection(self._to, PATIENCE)
            except OSError as problem:
                reset(client)
                self._say(f"{number}: {self._to[0]}:{self._to[1]} does not answer ({problem}).")
                return
            with server:
                self._say(f"{number}: from port {client.getpeername()[1]}.")
                conversation = Conversation(client, server, self._toxics, f"{self._seed}:{number}")
                self._say(f"{number}: {conversation.run(self._bell)}.")


class Conversation:
    """One connection through the proxy: its two directions."""

    def __init__(
        self, client: socket.socket, server: socket.socket, toxics: Sequence[Toxic], seed: str
    ) -> None:
        self._ends, now = (client, server), time.monotonic()
        for end in self._ends:
            end.setblocking(False)
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def way(name: str, source: socket.socket, target: socket.socket) -> Way:
            chosen = [toxic for toxic in toxics if toxic.way in (name, BOTH)]
            return Way(source, target, chosen, random.Random(f"{seed}:{name}"), now)

        self._ways = (way(UP, client, server), way(DOWN, server, client))

    def run(self, bell: socket.socket) -> str:
        """Pass on until it ends, or *bell* can be read; say what was done."""
        how = FINISH
        try:
            while not all(way.done for way in self._ways):
                self._turn(bell)
        except Ended as ended:
            how = str(ended)
        if how == RESET:
            reset(*self._ends)
        up, down = self._ways
        return f"up {up.told()}, down {down.told()}; {how}"

    def _turn(self, bell: socket.socket) -> None:
        now = time.monotonic()
        sources = [way.source for way in self._ways if way.reads()]
        targets = [way.target for way in self._ways if way.writes(now)]
        patience = min(way.next_time(now) for way in self._ways) - now
        seconds = None if patience == inf else max(0.0, patience)
        readable = select.select([bell, *sources], targets, [], seconds)[0]
        if bell in readable:
            raise Ended(CLOSE)
        now = time.monotonic()
        for way in self._ways:
            if way.source in readable:
                way.receive(now)
            else:
                way.feed(Piece(now))
            way.send(now)


def reset(*ends: socket.socket) -> None:
    """Let connections end with a reset."""
    for end in ends:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NOW)
