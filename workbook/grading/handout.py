"""Copies of the workbook for others: for students, and for Gradescope's autograder."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

from workbook import files, shelf
from workbook.grading.course import Course

PRIVATE = (
    *(".git", ".venv*", "my", "marks", "inbox", "course.toml", "*cache*", "*.egg-info", ".ipynb*"),
    *("tests", "benchmarks"),  # they hold right answers
)
NEEDED = ("workbook", "chapters", "solutions", "pyproject.toml", "requirements.txt", ".ci")
SETUP = """#!/usr/bin/env bash
set -euo pipefail
apt-get -qq update
apt-get -qq install --yes bubblewrap curl lftp netcat-openbsd redis-tools python3.11 python3.11-venv
cd /autograder/source
python3.11 -m venv .venv
.venv/bin/pip install --quiet -r requirements.txt -c .ci/constraints.txt
"""
RUN = """#!/usr/bin/env bash
set -euo pipefail
mkdir -p /autograder/inbox
cp -r /autograder/submission /autograder/inbox/student
cd /autograder/source
.venv/bin/python -m workbook grade /autograder/inbox --out /autograder/marks
cp /autograder/marks/gradescope/student-*.json /autograder/results/results.json
"""


def make(course: Course, folder: Path, root: Path = shelf.ROOT) -> list[str]:
    """Copy the book, and the course's own chapters, to *folder*; return what has no solution.

    The solutions of the exercises that count are left out, and so are all tests.

    Raises:
        files.Unsaved: the folder is there, or cannot be written.
    """
    if folder.exists():
        raise files.Unsaved(f"{folder} is there already. Choose another name.")
    own = {each.root for each in course.exercises.values()} - {root}
    sources = {root: folder}
    sources |= {each / name: folder / name for each in own for name in ("chapters", "solutions")}
    try:
        for source, copy in sources.items():
            private = shutil.ignore_patterns(*PRIVATE)
            shutil.copytree(source, copy, ignore=private, dirs_exist_ok=True)
    except (OSError, shutil.Error) as problem:
        raise files.Unsaved(f"{folder} cannot be written: {problem}.") from None
    counted = [name for name, each in course.exercises.items() if each.weight]
    for name in counted:
        chapter = course.exercises[name].exercise.chapter
        (folder / "solutions" / chapter / f"{name}.py").unlink(missing_ok=True)
    return counted


def autograder(settings: Path | None, root: Path = shelf.ROOT) -> bytes:
    """Return the zip that Gradescope wants: what to install, what to run, and the workbook.

    Not tried at Gradescope yet; its image is an Ubuntu 22.04 with root.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("setup.sh", SETUP), ("run_autograder", RUN)):
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o755 << 16
            archive.writestr(info, text)
        for path in sorted(
            path for name in NEEDED for path in [root / name, *root.glob(f"{name}/**/*")]
        ):
            if path.is_file() and "__pycache__" not in path.parts:
                archive.write(path, path.relative_to(root))
        if settings:
            file = settings / "course.toml" if settings.is_dir() else settings
            archive.write(file, "course.toml")
    return buffer.getvalue()
