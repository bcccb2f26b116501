"""Read and replace files so that nothing hangs, nothing leaks, and nothing is lost."""

from __future__ import annotations

import os
import stat
from pathlib import Path

MAX_ANSWER = 256 * 1024  # bytes; a worked answer has about 3 thousand

_WARY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Unreadable(Exception):
    """A file cannot be read; the text names it and the cause."""


class Unsaved(Exception):
    """A file cannot be written, and is as it was; the text names it and the cause."""


def read(path: Path, limit: int = MAX_ANSWER) -> bytes | None:
    """Return the bytes of an ordinary file, or None if there is none; never wait.

    A link is refused, since it could name a file that only the reader may see.

    Raises:
        Unreadable: it is a link or a device, exceeds *limit* bytes, or may not be read.
    """
    try:
        with open(os.open(path, os.O_RDONLY | _WARY), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unreadable(f"{path} is not an ordinary file.")
            content = file.read(limit + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        cause = "it is a link" if path.is_symlink() else error.strerror
        raise Unreadable(f"{path} cannot be read: {cause}.") from error
    if len(content) > limit:
        raise Unreadable(f"{path} is larger than {limit // 1024} KiB.")
    return content


def write(path: Path, content: bytes) -> None:
    """Replace the file at *path* in one step, so that a full disk leaves the old one.

    Raises:
        Unsaved: it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(beside, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # some file systems notice only now that they are full
        os.replace(beside, path)
    except OSError as error:
        if beside.exists():
            beside.unlink()
        raise Unsaved(f"{path} was not saved: {error.strerror}. Nothing there changed.") from error
