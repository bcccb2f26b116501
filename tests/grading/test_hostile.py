"""What is handed in to cheat, to break things, or oddly: it earns what an honest grader gives.

Each file of ``hostile/`` says in its second line what it earns, and in its third what it does.
"""

import re
import socket
from pathlib import Path

import pytest

from workbook import card_text, shelf
from workbook.card import Card
from workbook.engine import sandbox
from workbook.engine.judge import Judge
from workbook.submission import Submission

CASES = sorted((Path(__file__).parent / "hostile").glob("*/*.py"))
EARNS = re.compile(rb"# earns: (\d) of \d")
OUTSIDE = b"47999"  # the port that a case calls; ours takes its place
BESIDE = {  # what is handed in with the answer, by the end of the case's name
    "conftest_beside": ("conftest.py", "import pytest\n\n1 / 0\n"),
    "pytest_ini_beside": ("pytest.ini", "[pytest]\naddopts = --deselect guestbook.py\n"),
    "sitecustomize_beside": ("sitecustomize.py", "open('/tmp/hostile_site', 'w')\n"),
    "json_beside": ("json.py", "open('/tmp/hostile_json', 'w')\n"),
}
LEFT = ("/tmp", "/var/tmp", "/dev/shm", "/run/lock")


@pytest.fixture(scope="module", params=[sandbox.NAMESPACES, sandbox.UID])
def judge(request):
    """A judge at each tier that contains strangers."""
    try:
        sandbox.Sandbox(request.param).close()
    except (sandbox.Broken, FileNotFoundError) as problem:
        pytest.skip(f"no tier `{request.param}` here (bubblewrap, or root): {problem}")
    judge = Judge(request.param)
    yield judge
    judge.close()


@pytest.fixture(scope="module")
def outside():
    """A listener that nobody inside may reach."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener


def handed_in(case, folder, port):
    """Write a case as it was handed in, with what lay beside it."""
    (folder / f"{case.parent.name}.py").write_bytes(
        case.read_bytes().replace(OUTSIDE, b"%d" % port)
    )
    name = case.stem.removeprefix("forge_")
    if name in BESIDE:
        beside, text = BESIDE[name]
        (folder / beside).write_text(text, "utf-8")
    return Submission(folder)


def earned(judge, exercise, source):
    """Return how many checks pass, and the card for when it is not what was expected."""
    report = judge.check(exercise, source, "1")
    return report.passed, card_text.text(Card(report))


def test_there_are_enough_of_them():
    """Of each kind, and sixty at least."""
    kinds = {case.stem.partition("_")[0] for case in CASES}

    assert {"end", "forge", "hang", "harm", "leak", "odd"} == kinds
    assert 60 <= len(CASES)


WRITES_ANYWHERE = ("forge_atexit", "forge_results_jsonl")  # not where nothing holds them back
FORGED = [c for c in CASES if c.stem.startswith("forge_") and c.stem not in WRITES_ANYWHERE]


@pytest.fixture(scope="module")
def uncontained():
    """A judge that has nothing but limits."""
    judge = Judge(sandbox.PROCESS)
    yield judge
    judge.close()


@pytest.mark.parametrize("case", FORGED, ids=lambda case: case.stem)
def test_nothing_is_forged_without_a_sandbox(uncontained, case, tmp_path):
    """Limits contain nobody, and the verdict is decided outside all the same."""
    exercise = shelf.exercise(case.parent.name)
    source = handed_in(case, tmp_path, 1).answer(exercise.name)

    points, told = earned(uncontained, exercise, source)

    assert int(EARNS.search(source)[1]) == points, told


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_it_earns_what_is_right_and_harms_nobody(judge, case, outside, tmp_path):
    """Neither more nor less; nothing is left, nobody is called, and the next one has all points."""
    exercise = shelf.exercise(case.parent.name)
    target = tmp_path / "hostile_target"
    target.write_text("untouched", "utf-8")
    (folder := tmp_path / "handed_in").mkdir()
    source = handed_in(case, folder, outside.getsockname()[1]).answer(exercise.name)

    points, told = earned(judge, exercise, source)

    assert int(EARNS.search(source)[1]) == points, told
    assert "LEAKED" not in told
    with pytest.raises(BlockingIOError):
        outside.accept()
    bystander = shelf.solution(exercise).read_bytes()
    assert len(exercise.checks) == earned(judge, exercise, bystander)[0]
    assert "untouched" == target.read_text("utf-8")
    assert [] == [str(path) for place in LEFT for path in Path(place).glob("hostile_*")]
