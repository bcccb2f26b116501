"""Plain values in length-prefixed frames: all that ever crosses the sandbox's border.

A frame is a 4-byte big-endian length and that many bytes of JSON, at most `LIMIT`.
JSON has no bytes, tuples or handles, so these are tagged: ``{"bytes": "…"}`` holds them in
base64, ``{"tuple": […]}`` and ``{"dict": [[key, value], …]}`` keep their types, and
``{"thing": 3}`` is an object that stays on the other side.
Nothing that arrives is unpickled, evaluated, or used as a path.
"""

from __future__ import annotations

import base64
import json
import os
import select
import socket
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

LIMIT = 1 << 20  # bytes of JSON in one frame
DEPTH = 50  # how deep values may be nested
MAX_FDS = 4
CREDENTIALS = struct.Struct("3i")  # pid, uid, gid: see unix(7)


class Gone(Exception):
    """The other side has closed the connection, or sent something that is no frame."""


class Late(Exception):
    """Nothing arrived before the deadline."""


@dataclass(frozen=True)
class Thing:
    """A handle on an object that lives in the worker; may be passed as an argument."""

    number: int


@dataclass(frozen=True)
class Opaque:
    """A value that is not plain; only the name of its type crossed the border."""

    type_name: str

    def __repr__(self) -> str:
        return f"<a {self.type_name} object>"


def encode(value: Any, depth: int = DEPTH) -> Any:
    """Return *value* as JSON can hold it; what is not plain becomes the name of its type.

    Raises:
        ValueError: it is nested more than `DEPTH` deep.
    """
    if depth == 0:
        raise ValueError(f"a value is nested more than {DEPTH} deep")
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, bytes | bytearray | memoryview):
        return {"bytes": base64.b64encode(value).decode()}
    if isinstance(value, tuple):
        return {"tuple": [encode(each, depth - 1) for each in value]}
    if isinstance(value, list):
        return [encode(each, depth - 1) for each in value]
    if isinstance(value, dict):
        return {"dict": [[encode(k, depth - 1), encode(v, depth - 1)] for k, v in value.items()]}
    if isinstance(value, Thing):
        return {"thing": value.number}
    return {"opaque": type(value).__name__}


def decode(value: Any, thing: Callable[[int], Any] = Thing) -> Any:
    """Return the value that `encode` was given; *thing* makes an object of a handle's number.

    Raises:
        ValueError: the value is not of the form that `encode` makes.
    """
    if isinstance(value, list):
        return [decode(each, thing) for each in value]
    if not isinstance(value, dict):
        return value
    match value:
        case {"bytes": str(text)}:
            return base64.b64decode(text, validate=True)
        case {"tuple": list(items)}:
            return tuple(decode(each, thing) for each in items)
        case {"dict": list(pairs)}:
            return {decode(key, thing): decode(each, thing) for key, each in pairs}
        case {"thing": int(number)}:
            return thing(number)
        case {"opaque": str(name)}:
            return Opaque(name[:80])
    raise ValueError("not a value of ours")


def send(sock: socket.socket, message: dict[str, Any], fds: Sequence[int] = ()) -> None:
    """Send one frame, and the file descriptors *fds* with its first byte.

    Raises:
        ValueError: the message needs more than `LIMIT` bytes.
        Gone: nobody reads any more.
    """
    body = json.dumps(message).encode()
    if len(body) > LIMIT:
        raise ValueError(f"an answer of {len(body)} bytes; the limit is {LIMIT}")
    frame = struct.pack("!I", len(body)) + body
    try:
        sent = socket.send_fds(sock, [frame], fds) if fds else 0
        sock.sendall(frame[sent:])
    except OSError:
        raise Gone from None


class Reader:
    """The receiving end of a socket, with what came beside the last frame."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self.fds: list[int] = []  # that came with the last frame; the caller closes them
        self.pid = 0  # of the sender, in our own PID namespace; 0 where that is unknown

    def frame(self, deadline: float | None = None) -> dict[str, Any]:
        """Return the next message; *deadline* is a value of `time.monotonic`.

        Raises:
            Late: the deadline passed.
            Gone: the connection ended, or this is not a frame.
        """
        self.fds = []
        (length,) = struct.unpack("!I", self._exactly(4, deadline))
        if length > LIMIT:
            raise Gone(f"a frame of {length} bytes")
        try:
            message = json.loads(self._exactly(length, deadline))
        except (ValueError, RecursionError):
            raise Gone("not a frame") from None
        if not isinstance(message, dict):
            raise Gone("not a message")
        return message

    def _exactly(self, size: int, deadline: float | None) -> bytes:
        got = b""
        while len(got) < size:
            chunk = self._some(size - len(got), deadline)
            if not chunk:
                raise Gone("closed")
            got += chunk
        return got

    def _some(self, size: int, deadline: float | None) -> bytes:
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            raise Late
        try:
            self._sock.settimeout(left)
            space = socket.CMSG_LEN(4 * MAX_FDS) + socket.CMSG_SPACE(CREDENTIALS.size)
            chunk, beside, _, _ = self._sock.recvmsg(size, space)
        except TimeoutError:
            raise Late from None
        except OSError:
            raise Gone from None
        for _, kind, content in beside:
            self._note(kind, content)
        return chunk

    def _note(self, kind: int, content: bytes) -> None:
        if kind == socket.SCM_RIGHTS:
            count = len(content) // 4
            self.fds += struct.unpack(f"{count}i", content[: 4 * count])
        elif kind == getattr(socket, "SCM_CREDENTIALS", None):
            self.pid = CREDENTIALS.unpack(content)[0]


def waiting(sock: socket.socket, seconds: float = 0) -> bool:
    """Whether something can be read from *sock*, now or in so many seconds."""
    return bool(select.select([sock], [], [], seconds)[0])


def close_all(fds: Sequence[int]) -> None:
    """Close the file descriptors *fds*."""
    for fd in fds:
        os.close(fd)
