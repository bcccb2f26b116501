"""One command grades a class; stopped or killed, the same command goes on."""

import csv
import json
import os
import random
import subprocess
import sys
from importlib.util import find_spec

import pytest
from click.testing import CliRunner

from workbook.__main__ import cli
from workbook.grading import rows

TWO = "# exercise: two\ndef two(more=0):\n    return 2 + more\n"
MARKS = {  # of two, three: with a share, a weight, and what lateness leaves
    "'=linus": ("0.00", "0.00"),
    "ada": ("2.00", "1.00"),
    "alan": ("1.00", "0.50"),  # two days have begun: half is left
    "barbara": ("0.00", "0.00"),
    "eve": ("0.00", "0.00"),
    "grace": ("2.00", "0.00"),
}


def grade(*arguments, code=0):
    """Run the command in this process; the checks run in others."""
    done = CliRunner().invoke(cli, ["grade", *map(str, arguments)])
    assert code == done.exit_code, done.output
    return done.output


def marks(out):
    """Return everybody's points for the two exercises."""
    with open(out / "marks.csv", newline="", encoding="utf-8") as file:
        return {row["student"]: (row["two"], row["three"]) for row in csv.DictReader(file)}


def lines(out):
    return (out / "results.jsonl").read_bytes().splitlines()


@pytest.fixture
def graded(course, inbox, tmp_path):
    """The folder with the class's marks, and what was said."""
    said = grade(inbox, "--course", course, "--out", tmp_path / "marks", "--processes", 1)
    return tmp_path / "marks", said


def test_a_class_has_its_marks(graded):
    """Weights, lateness, what is missing, and what fails; own chapters are checked as the book."""
    out, said = graded

    assert MARKS == marks(out)
    assert "6 submissions" not in said
    assert "5 submissions, 1 missing" in said
    assert "Nothing was handed in." in said


def test_equal_answers_are_checked_once(graded):
    """Six of eight answers differ; each has a line, whoever handed it in."""
    out, _ = graded

    keys = [rows.read(line)[0] for line in lines(out)]

    assert 6 == len(keys) == len({*keys})
    assert 0o700 == out.stat().st_mode & 0o777


def test_a_second_run_checks_nothing(graded, course, inbox):
    """What is known is not done again, and the marks are the same."""
    out, _ = graded
    before = lines(out)

    said = grade(inbox, "--course", course, "--out", out)

    assert "0 to check" in said
    assert before == lines(out)
    assert MARKS == marks(out)


def test_a_changed_check_is_asked_again(graded, course, inbox):
    """The version of the checks is part of what names a result."""
    out, _ = graded
    checks = course / "chapters" / "ch90_numbers" / "checks.py"
    checks.write_text(checks.read_text("utf-8") + "\n# changed\n", "utf-8")
    rows.version_of.cache_clear()

    said = grade(inbox, "--course", course, "--out", out)

    assert "6 to check" in said


def test_pytest_gives_the_same_marks(course, inbox, tmp_path):
    """The other door reads the same inbox by the same rules."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", course / "chapters"]
    command += ["--answers", f"{inbox}/*", "--course", course, "-p", "no:cacheprovider"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    table = [line.split() for line in done.stdout.splitlines() if "points, core" in line]
    sums = {row[0]: row[3] for row in table}
    ours = {s: f"{sum(map(float, m)):.2f}" for s, m in MARKS.items() if s != "barbara"}
    assert {s.lstrip("'"): points for s, points in ours.items()} == sums, done.stdout


def test_a_run_is_repeated(graded, course):
    """The same text and the same inputs, from the marks alone."""
    out, _ = graded

    done = CliRunner().invoke(cli, ["replay", str(out), "alan", "two", "--course", str(course)])

    assert 0 == done.exit_code, done.output
    assert "that is not the sum" in done.output
    key = json.loads((out / "keys.json").read_text("utf-8"))["students"]["alan"]["two"]
    assert f"seed {key.split(':')[2]}" in done.output


def test_students_draw_different_inputs(graded):
    """The secret and the student make the seed; one who copies has the seed of the first."""
    out, _ = graded
    keys = json.loads((out / "keys.json").read_text("utf-8"))["students"]

    seeds = {student: keys[student]["two"].split(":")[2] for student in ("ada", "alan", "grace")}

    assert seeds["ada"] != seeds["alan"]
    assert seeds["ada"] == seeds["grace"]


KILLER = """
import os, random, signal, sys
from workbook.grading import rows, store
from workbook.__main__ import cli

draw, row = random.Random(sys.argv.pop(1)), rows.row
left = draw.randrange(6)

def torn(unit, report, edition):
    global left
    line = row(unit, report, edition)
    left -= 1
    if left < 0:  # the power fails in the middle of a line, or behind it
        os.write(STORE._file, line[:draw.randrange(len(line) + 1)])
        os.kill(os.getpid(), signal.SIGKILL)
    return line

def init(self, *args):
    global STORE
    STORE = self
    first(self, *args)

first, store.Store.__init__, rows.row = store.Store.__init__, init, torn
if __name__ == "__main__":
    cli(["grade", *sys.argv[1:]])
"""


@pytest.fixture
def moments(request):
    """How often the power fails."""
    return 20 if request.config.getoption("--soak") else 2


def test_a_killed_run_goes_on_where_it_was(course, inbox, tmp_path, moments):
    """Whenever it was killed, the marks are those of an undisturbed run."""
    seeds = random.Random(7)
    options = [inbox, "--course", course, "--processes", 1]

    for moment in range(moments):
        out = tmp_path / f"marks{moment}"
        command = [sys.executable, "-c", KILLER, str(seeds.random()), *options, "--out", out]
        killed = subprocess.run([*map(str, command)], capture_output=True, text=True)
        assert killed.returncode < 0, killed.stderr
        assert not (out / "marks.csv").exists()
        grade(*options, "--out", out)
        assert MARKS == marks(out)


def test_two_workers_of_a_cluster_give_the_same_marks(course, inbox, tmp_path):
    """A real scheduler, and two workers as processes."""
    if find_spec("distributed") is None:
        pytest.skip("no Dask here; pip install -r tests/requirements.txt")
    quiet = {**os.environ, "DASK_DISTRIBUTED__DASHBOARD__LINK": ""}
    where = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]
    where += ["--port", "0", "--no-dashboard"]
    with subprocess.Popen(where, stderr=subprocess.PIPE, text=True, env=quiet) as scheduler:
        address = next(line.split()[-1] for line in scheduler.stderr if "Scheduler at:" in line)
        work = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nworkers", "2"]
        work += ["--nthreads", "1", "--no-dashboard", "--local-directory", tmp_path]
        with subprocess.Popen(work, stderr=subprocess.DEVNULL, env=quiet) as workers:
            try:
                out = tmp_path / "marks"
                dask = address.replace("tcp://", "dask://")
                grade(inbox, "--course", course, "--out", out, "--executor", dask)
            finally:
                workers.terminate()
                scheduler.terminate()

    assert MARKS == marks(out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "does not exist"),
        (["{inbox}", "--executor", "smoke://signals"], "--executor is local or dask://HOST:PORT"),
        (["{inbox}", "--course", "{bad}"], "there is no exercise `guestbok`. Did you mean"),
        (["{empty}"], "There is no submission in"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(inbox, tmp_path, arguments, said):
    """It says what, where, and what to do; no traceback."""
    (bad := tmp_path / "bad.toml").write_text("[exercises]\nguestbok = 1\n", "utf-8")
    (empty := tmp_path / "empty").mkdir()
    arguments = [each.format(inbox=inbox, bad=bad, empty=empty) for each in arguments]

    done = CliRunner().invoke(cli, ["grade", *arguments, "--out", str(tmp_path / "marks")])

    assert done.exit_code in (1, 2)
    assert said in done.output
    assert "Traceback" not in done.output


def test_without_a_sandbox_it_must_be_accepted(inbox, tmp_path, monkeypatch):
    """A stranger's program could read the instructor's files."""
    from workbook.engine import sandbox

    monkeypatch.setattr(sandbox, "best_tier", lambda: sandbox.PROCESS)

    said = grade(inbox, "--out", tmp_path / "marks", code=1)

    assert "--i-accept-no-sandbox" in said


@pytest.mark.parametrize(("keep", "points"), [("best", "2.00"), ("last", "1.00")])
def test_of_two_submissions_the_best_or_the_last_counts(course, tmp_path, keep, points):
    """As the course says; both doors agree."""
    settings = course / "course.toml"
    settings.write_text(settings.read_text("utf-8").replace("[exer", f'keep = "{keep}"\n[exer'))
    for folder, text in (("ada", TWO), ("ada (1)", TWO.replace("2 + more", "2"))):
        path = tmp_path / "inbox" / folder / "two.py"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")

    said = grade(tmp_path / "inbox", "--course", course, "--out", tmp_path / "marks")

    assert {"ada": (points, "0.00")} == marks(tmp_path / "marks")
    assert f"2 submissions came; the {keep} counts." in said
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", course / "chapters"]
    command += ["--answers", tmp_path / "inbox" / "*", "--course", course]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert f"points, core         {points} of 3" in done.stdout
