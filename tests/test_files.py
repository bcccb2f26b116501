"""Reading never hangs or follows links; writing never leaves half a file."""

import errno
import os

import pytest

from workbook import files


def test_a_missing_file_is_none(tmp_path):
    """Nothing is there, and that is not an error."""
    assert files.read(tmp_path / "guestbook.py") is None


def test_a_pipe_does_not_hang_the_reader(tmp_path):
    """Opening a pipe that nobody writes to would wait for ever."""
    os.mkfifo(tmp_path / "guestbook.py")

    with pytest.raises(files.Unreadable, match="not an ordinary file"):
        files.read(tmp_path / "guestbook.py")


def test_the_limit_is_exact(tmp_path):
    """A file of MAX_ANSWER bytes is read; one byte more is refused, and said."""
    path = tmp_path / "guestbook.py"
    path.write_bytes(b"#" * files.MAX_ANSWER)

    assert files.MAX_ANSWER == len(files.read(path))

    path.write_bytes(b"#" * (files.MAX_ANSWER + 1))
    with pytest.raises(files.Unreadable, match="larger than 256 KiB"):
        files.read(path)


def test_a_file_that_may_not_be_read_is_named(tmp_path, monkeypatch):
    """The cause is the system's own word for it."""

    def refuse(path, flags):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)

    with pytest.raises(files.Unreadable, match=r"guestbook\.py cannot be read: Permission denied"):
        files.read(tmp_path / "guestbook.py")


def test_what_is_written_is_read(tmp_path):
    """Folders on the way are made."""
    path = tmp_path / "ch02_factories" / "guestbook.py"

    files.write(path, b"NAMES = []\n")

    assert b"NAMES = []\n" == files.read(path)


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    """The new text is written beside the old one, and nothing is left behind."""
    path = tmp_path / "guestbook.py"
    path.write_bytes(b"old\n")

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(files.Unsaved, match=r"guestbook\.py was not saved: No space left"):
        files.write(path, b"new\n")
    assert b"old\n" == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_a_file_in_place_of_a_folder_is_said(tmp_path):
    """A path that cannot exist is named, not raised as an error of ours."""
    (tmp_path / "my").write_text("a file", "utf-8")

    with pytest.raises(files.Unsaved, match=r"guestbook\.py was not saved"):
        files.write(tmp_path / "my" / "guestbook.py", b"new\n")
