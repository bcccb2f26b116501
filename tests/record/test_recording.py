"""A recording is plain values: it can be kept, sent, and looked at by a stranger."""

import json

import pytest
from conversation import finish, ping

from workbook.record import NotARecording, Recording, record


@pytest.fixture
def run(reactor):
    with record(reactor) as run:
        finish(reactor, ping(reactor))
    return run


def test_what_is_saved_is_loaded(run, tmp_path):
    """Every event, to the last byte."""
    run.save(tmp_path / "run.json")

    assert run == Recording.load(tmp_path / "run.json")
    assert run.events and run.callbacks


@pytest.mark.parametrize(
    "damage",
    [
        lambda document: [],
        lambda document: document | {"format": "another"},
        lambda document: document | {"seconds": "long"},
        lambda document: document | {"seconds": float("nan")},
        lambda document: document | {"events": [[0.0]]},
        lambda document: (
            document | {"events": [["soon", 0, "client", "write", "write", 0, "", ""]]}
        ),
        lambda document: document | {"events": [[0, 0, "client", "write", "write", 0, "你", ""]]},
        lambda document: document | {"events": [[0, 7, "client", "write", "write", 0, "", ""]]},
        lambda document: document | {"events": [[0, 0, "nobody", "write", "write", 0, "", ""]]},
        lambda document: document | {"events": [[0, 0, "client", "write", "write", -1, "", ""]]},
        lambda document: document | {"rungs": [[3, "f", "", "", ""]]},
        lambda document: {"format": document["format"]},
    ],
)
def test_what_is_no_recording_is_refused(run, tmp_path, damage):
    """With one sentence that names the file, whatever is wrong with it."""
    path = tmp_path / "run.json"
    run.save(path)
    path.write_text(json.dumps(damage(json.loads(path.read_text("utf-8")))), "utf-8")

    with pytest.raises(NotARecording, match=r"run\.json is no recording"):
        Recording.load(path)


@pytest.mark.parametrize("content", [b"", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_refused(tmp_path, content):
    """A picture in place of a recording is an ordinary mistake."""
    path = tmp_path / "run.json"
    path.write_bytes(content)

    with pytest.raises(NotARecording):
        Recording.load(path)
