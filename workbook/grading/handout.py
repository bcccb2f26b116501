"""The students' copy of the workbook."""

from __future__ import annotations

import shutil
from pathlib import Path

from workbook import files, shelf
from workbook.grading.course import Course

PRIVATE = shutil.ignore_patterns(
    *(".git", ".venv*", "my", "marks", "inbox", "course.toml", "*cache*", "*.egg-info"),
    *("*checkpoints", "node_modules"),
)


def make(course: Course, folder: Path, root: Path = shelf.ROOT) -> list[str]:
    """Copy the book, and the course's own chapters, to *folder*; return what has no solution.

    The solutions of the exercises that count are left out, and known answers to them as
    well. Checks and stubs need no solution.

    Raises:
        files.Unsaved: the folder is there, or cannot be written.
    """
    if folder.exists():
        raise files.Unsaved(f"{folder} is there already. Choose another name.")
    roots = dict.fromkeys([root, *(each.root for each in course.exercises.values())])
    try:
        for each in roots:
            names = [each / "chapters", each / "solutions"] if each != root else [each]
            for source in names:
                copy = folder / source.name if each != root else folder
                shutil.copytree(source, copy, ignore=PRIVATE, dirs_exist_ok=True)
    except OSError as problem:
        raise files.Unsaved(f"{folder} cannot be written: {problem}.") from None
    for name, counted in course.exercises.items():
        chapter = counted.exercise.chapter
        (folder / "solutions" / chapter / f"{name}.py").unlink(missing_ok=True)
        for kind in ("right", "wrong"):
            shutil.rmtree(folder / "tests" / kind / chapter / name, ignore_errors=True)
    return list(course.exercises)
