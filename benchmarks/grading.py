"""What grading costs: a submission here, in nbgrader and in pytest; and a class of 120.

    .venv/bin/python benchmarks/grading.py submission [STUDENTS [ENVIRONMENTS]]
    .venv/bin/python benchmarks/grading.py class [STUDENTS]

The first installs nbgrader and pytest into virtual environments of their own, in a
temporary folder or in ENVIRONMENTS, where they stay. The same three exercises with six
checks are graded by all three.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
import venv
from pathlib import Path

from workbook import shelf
from workbook.grading import course as courses
from workbook.grading import demo

TASKS = {  # an answer, and what is asked: a call, and what must come of it
    "parse": (
        "def parse(line):\n    verb, _, rest = line.strip().partition(b' ')\n"
        "    return verb.upper().decode('ascii'), rest\n",
        ["(b'USER bob\\r\\n',)", "('USER', b'bob')", "(b'quit\\r\\n',)", "('QUIT', b'')"],
    ),
    "backoff": (
        "def backoff(n, base, cap):\n    return [min(base * 2**k, cap) for k in range(n)]\n",
        ["(4, 1, 5)", "[1, 2, 4, 5]", "(3, 2, 100)", "[2, 4, 8]"],
    ),
    "count": (
        "from twisted.protocols.basic import LineReceiver\n\n\ndef count(data):\n"
        "    lines = []\n    receiver = LineReceiver()\n    receiver.lineReceived = lines.append\n"
        "    receiver.dataReceived(data)\n    return len(lines)\n",
        ["(b'a\\r\\nb\\r\\n',)", "2", "(b'',)", "0"],
    ),
}
CHECK = '''
@{name}.check(mistake=("def", "def"))
def check_{number}(subject):
    """It answers what it should."""
    assert {right} == subject.call({name!r}, *{given})

'''
DEFINE = '{name} = Exercise("{name}", "core", hints=("a", "b", "c"))\n'


def main(what: str, students: int = 120, environments: str = "") -> None:
    """Print the seconds of each grader, one and two at a time; or those of a class."""
    with tempfile.TemporaryDirectory() as folder:
        if what == "class":
            return a_class(Path(folder), students)
        a_submission(Path(folder), students, Path(environments or folder))


def a_submission(top: Path, students: int, environments: Path) -> None:
    """Grade the same small assignment with all three."""
    rivals = {name: environment(environments / name, name) for name in ("nbgrader", "pytest")}
    graders = {"workbook": ours, "nbgrader": nbgrader, "pytest": one_pytest_each}
    print(f"{students} submissions, 3 exercises, 6 checks: seconds for each submission")
    for name, grade in graders.items():
        python = rivals.get(name, Path(sys.executable))
        costs = [grade(top / f"{name}{n}", python, students, n) / students for n in (1, 2)]
        print(f"{name:10} one at a time {costs[0]:.3f}   two at a time {costs[1]:.3f}", flush=True)


def a_class(top: Path, students: int) -> None:
    """Grade a class that did all exercises of chapters 00 to 04."""
    names = [n for n, e in shelf.exercises().items() if e.chapter < "ch05"]
    settings = top / "course.toml"
    settings.write_text("[exercises]\n" + "".join(f"{name} = 1\n" for name in names), "utf-8")
    demo.make(courses.load(settings), top / "inbox", students, "benchmark")
    command = [sys.executable, "-m", "workbook", "grade", top / "inbox", "--course", settings]
    began = time.perf_counter()
    process = subprocess.Popen([*command, "--out", top / "marks"], stdout=subprocess.DEVNULL)
    peak: list[int] = []
    watching = threading.Thread(target=watch, args=(process, peak))
    watching.start()
    code = process.wait()
    seconds = time.perf_counter() - began
    watching.join()
    lines = len((top / "marks" / "results.jsonl").read_bytes().splitlines())
    print(f"{students} students, {len(names)} exercises, {lines} different answers, exit {code}")
    print(f"{seconds:.0f} s, {lines / seconds:.1f} answers a second, at most {max(peak)} MiB")


def watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    """Note the memory of a process and all below it: what each would give back (PSS)."""
    while process.poll() is None:
        peak.append(sum(map(memory, family(process.pid))) >> 10)
        time.sleep(0.5)


def family(pid: int) -> list[int]:
    """Return a process and all that it started, and they."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(each for child in below for each in family(int(child)))]


def memory(pid: int) -> int:
    """Return the KiB of a process, with its share of what several have."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)


def environment(folder: Path, package: str) -> Path:
    """Return the Python of a virtual environment that has *package*; made if it is not there."""
    if (python := folder / "bin" / "python").exists():
        return python
    venv.create(folder, with_pip=True)
    install = [folder / "bin" / "pip", "install", "-q", package, "ipykernel", "twisted"]
    subprocess.run(install, check=True)
    return python


def timed(command: list[object], where: Path) -> float:
    """Run *command* and return its seconds."""
    path = os.pathsep.join([str(Path(str(command[0])).parent), os.environ["PATH"]])
    began = time.perf_counter()
    done = subprocess.run(
        [*map(str, command)],
        cwd=where,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": path},
    )
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    return time.perf_counter() - began


def ours(top: Path, python: Path, students: int, at_once: int) -> float:
    """Grade with the workbook: a course of its own, and a folder for each student."""
    chapter = top / "course" / "chapters" / "ch90_tasks"
    chapter.mkdir(parents=True)
    (chapter / "chapter.md").write_text("# Tasks\n", "utf-8")
    checks = "from workbook.exercise import Exercise\n\n"
    for name, (_, asked) in TASKS.items():
        checks += DEFINE.format(name=name)
        for number, (given, right) in enumerate(zip(asked[::2], asked[1::2], strict=True)):
            checks += CHECK.format(name=name, number=f"{name}_{number}", given=given, right=right)
    (chapter / "checks.py").write_text(checks, "utf-8")
    weights = "".join(f"{name} = 1\n" for name in TASKS)
    (top / "course" / "course.toml").write_text(f"[exercises]\n{weights}", "utf-8")
    for student in range(students):
        for name, (answer, _) in TASKS.items():
            path = top / "inbox" / f"s{student:04}" / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"# exercise: {name}\n# {student}\n{answer}", "utf-8")
    command = [python, "-m", "workbook", "grade", top / "inbox", "--course", top / "course"]
    return timed([*command, "--out", top / "marks", "--processes", at_once], top)


def one_pytest_each(top: Path, python: Path, students: int, at_once: int) -> float:
    """Grade with a process of pytest for each student."""
    tests = "from answer import *\n"
    for name, (_, asked) in TASKS.items():
        for number, (given, right) in enumerate(zip(asked[::2], asked[1::2], strict=True)):
            tests += f"\n\ndef test_{name}_{number}():\n    assert {right} == {name}(*{given})\n"
    for student in range(students):
        folder = top / f"s{student:04}"
        folder.mkdir(parents=True)
        (folder / "test_answer.py").write_text(tests, "utf-8")
        answers = "\n".join(answer for answer, _ in TASKS.values())
        (folder / "answer.py").write_text(answers, "utf-8")
    each = f'cd "$0" && {python} -m pytest -q -p no:cacheprovider'
    return timed(["/bin/sh", "-c", f"ls -d s* | xargs -P {at_once} -n 1 sh -c '{each}'"], top)


def nbgrader(top: Path, python: Path, students: int, at_once: int) -> float:
    """Grade with nbgrader: one notebook for each student."""
    from nbformat.v4 import new_code_cell, new_notebook, writes

    source = []
    for name, (answer, asked) in TASKS.items():
        grade = {"schema_version": 3, "locked": False, "points": 0, "task": False}
        solution = {**grade, "grade_id": name, "grade": False, "solution": True}
        source.append(new_code_cell(f"# {name}\n{answer}", metadata={"nbgrader": solution}))
        for number, (given, right) in enumerate(zip(asked[::2], asked[1::2], strict=True)):
            test = {**grade, "grade_id": f"{name}{number}", "grade": True, "solution": False}
            test |= {"locked": True, "points": 1}
            text = f"assert {right} == {name}(*{given})"
            source.append(new_code_cell(text, metadata={"nbgrader": test}))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    text = writes(new_notebook(cells=source, metadata=kernel))
    (top / "source" / "task").mkdir(parents=True)
    (top / "source" / "task" / "task.ipynb").write_text(text, "utf-8")
    for student in range(students):
        folder = top / "submitted" / f"s{student:04}" / "task"
        folder.mkdir(parents=True)
        (folder / "task.ipynb").write_text(text, "utf-8")
    tool = python.with_name("nbgrader")
    timed([tool, "generate_assignment", "task"], top)
    halves = "xargs -P {} -n {} sh -c 'for each; do {} autograde task --student $each; done' sh"
    share = -(-students // at_once)
    graded = halves.format(at_once, share, tool)
    if at_once == 1:
        return timed([tool, "autograde", "task"], top)
    return timed(["/bin/sh", "-c", f"ls submitted | {graded}"], top)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]), *sys.argv[3:])
