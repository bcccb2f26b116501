"""Read a zip that somebody handed in, without ever unpacking it.

Files are read into memory, one at a time and up to a limit, so nothing is written wherever
their names point, and what would unpack to more is told and left.
"""

from __future__ import annotations

import io
import stat
import zlib
from functools import partial
from pathlib import Path, PureWindowsPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from workbook.files import Unreadable
from workbook.submission import Tree

MAX_ARCHIVE = 256 << 20  # bytes, packed
MAX_FILES = 5000
TOLD = 5  # files that are passed over, by name


def of_zip(content: Path | bytes, name: str) -> tuple[Tree, list[str]]:
    """Return the files of a zip, and a sentence for each that is passed over.

    Args:
        name: what to call the zip in messages.

    Raises:
        Unreadable: it is no zip, or holds too much.
    """
    try:
        archive = ZipFile(content if isinstance(content, Path) else io.BytesIO(content))
    except (BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise Unreadable(f"{name} is not a zip that can be opened ({problem}).") from None
    members = [info for info in archive.infolist() if not info.is_dir()]
    if len(members) > MAX_FILES:
        raise Unreadable(f"{name} holds {len(members)} files; the limit is {MAX_FILES}.")
    tree: Tree = {}
    passed_over = []
    for info in members:
        if why := wrong_with(info):
            passed_over.append(f"{info.filename!r} in {name} {why}: passed over.")
        else:
            tree[Path(info.filename.replace("\\", "/"))] = partial(read, archive, info)
    return tree, passed_over[:TOLD]


def wrong_with(info: ZipInfo) -> str:
    """Return why a file of a zip is not read; nothing for an ordinary one."""
    path, kind = PureWindowsPath(info.filename), stat.S_IFMT(info.external_attr >> 16)
    if path.drive or path.root:
        return "has an absolute path"
    if ".." in path.parts:
        return "points out of the zip"
    return "is a link or a device" if kind not in (0, stat.S_IFREG) else ""


def read(archive: ZipFile, info: ZipInfo, limit: int) -> bytes:
    """Return the content of a file, unpacked no further than *limit* bytes.

    Raises:
        Unreadable: it has more, needs a password, or is damaged.
    """
    try:
        with archive.open(info) as file:
            content = file.read(limit + 1)
    except (BadZipFile, RuntimeError, EOFError, OSError, zlib.error) as problem:
        raise Unreadable(f"{info.filename} cannot be read from the zip ({problem}).") from None
    if len(content) > limit:
        raise Unreadable(f"{info.filename} is larger than {limit // 1024} KiB.")
    return content
