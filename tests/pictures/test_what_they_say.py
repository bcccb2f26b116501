"""What a picture says is what happened."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_pictures import event, long_run

from workbook.__main__ import cli
from workbook.pictures import before_and_after, ladder, loop, ribbons, states
from workbook.pictures.stream import joined, parts
from workbook.record.recording import (
    Callback,
    Chain,
    Connection,
    Recording,
    Rung,
    Step,
    Timer,
)
from workbook.shelf import ROOT

HERE = Path(__file__).parent
README = ROOT / ".github" / "before_and_after.svg"
NAMES = "✗ decodes whatever arrives", "✓ waits for the whole line"
TITLE = "A visitor sends 你, and it arrives in two halves"


def wire(*events):
    return Recording(1.0, 0, [Connection("Asker", "Pong")], list(events))


class TestRibbons:
    """The same bytes, wherever they are."""

    def test_joined_and_cut_writes_are_seen(self):
        """Two writes are one send, and two arrivals, cut elsewhere."""
        found = parts(
            [
                event(0.1, "client", "write", b"abc"),
                event(0.1, "client", "write", b"de"),
                event(0.2, "client", "send", b"abcde"),
                event(0.3, "server", "arrival", b"a"),
                event(0.3, "server", "arrival", b"bcde"),
            ],
            whole=True,
        )

        left = [(ribbon.start, ribbon.end) for ribbon in joined(found, "write", "send")]
        came = [(ribbon.start, ribbon.end) for ribbon in joined(found, "send", "arrival")]

        assert [(0, 3), (3, 5)] == left
        assert [(0, 1), (1, 5)] == came

    def test_what_never_left_is_said(self):
        """A write after the end is no error, and no bytes."""
        lost = [event(0.1, "client", "close"), event(0.2, "client", "write", b"hello?")]

        assert "✗ never left" in ribbons(wire(*lost)).text

    def test_what_may_still_leave_is_not_called_lost(self):
        """While the connection is open, a buffer may wait."""
        picture = ribbons(wire(event(0.2, "client", "write", b"hello?")))

        assert "not sent yet" in picture.text
        assert "never" not in picture.text

    def test_what_arrived_has_left(self):
        """Though the recording ended before the send was noted."""
        come = event(0.1, "client", "write", b"hi"), event(0.2, "server", "arrival", b"hi")

        assert "not sent" not in ribbons(wire(*come)).text

    def test_what_was_long_under_way_is_said(self):
        """From the send to the arrival."""
        picture = ribbons(
            wire(event(0.1, "client", "send", b"hi"), event(0.3, "server", "arrival", b"hi"))
        )

        assert "200 ms under way" in picture.text
        assert "200 ms under way" in picture.html()

    def test_a_recording_that_was_full_judges_nothing(self):
        """The send may be among what was missed."""
        run = wire(event(0.1, "client", "write", b"hi"))
        run.missed = 7

        assert "not sent" not in ribbons(run).text
        assert "and 7 more events" in ribbons(run).text

    def test_a_cap_has_a_notice(self):
        """Nobody must think that this was all."""
        picture = ribbons(long_run())

        assert "and 1,050 more events" in picture.text
        assert "… and 1,050 more events" in picture.html()

    def test_there_are_other_connections(self):
        """Each has a number; the title says of how many."""
        run = wire(event(0.1, "client", "call"))
        run.connections.append(Connection("", "Chat"))

        assert "(connection 2 of 2)" in ribbons(run, 2).title
        with pytest.raises(LookupError, match="no connection 3: the recording has 2"):
            ribbons(run, 3)


class TestLoop:
    """Time on a line."""

    RUN = Recording(
        0.5,
        callbacks=[Callback(0.1, 0.23, "thumbnail"), Callback(0.4, 0.001, "heartbeat")],
        timers=[Timer(0.2, 0.33, "heartbeat"), Timer(0.4, 0.4, "heartbeat")],
    )

    def test_what_blocked_has_its_name(self):
        """And how long."""
        assert "thumbnail blocked it for 230 ms" in loop(self.RUN).html()

    def test_late_differs_from_in_time_by_its_shape(self):
        """Not by colour alone: a late timer is a diamond, one in time a dot."""
        html = loop(self.RUN).html()

        assert 1 == len(re.findall(r'l7 7l-7 7l-7 -7Z" class="bad"><title>', html))
        assert 1 == len(re.findall(r'<circle [^>]* class="good"><title>', html))

    def test_the_text_says_the_same(self):
        """Due, ran, and by how much it was late."""
        assert [
            "    100 ms  thumbnail blocked the thread for 230 ms",
            "    200 ms  timer heartbeat: ran 330 ms, 130 ms LATE",
            "    400 ms  timer heartbeat: ran 400 ms, in time",
        ] == loop(self.RUN).text.split("\n")


class TestLadder:
    """Two rails."""

    RUN = Recording(
        chains=[Chain("", "callback", "'saved'")],
        rungs=[
            Rung(0, "parse", "", "callback", "'twelve'"),
            Rung(0, "double", ""),
            Rung(0, "", "rescue", "errback", "ValueError: twelve is no number"),
        ],
    )

    def test_each_rung_says_what_it_ran_with(self):
        """And what it did not."""
        assert [
            "Deferred 1",
            "  1. callback parse ran with 'twelve'",
            "  2. double: passed by",
            "  3. errback rescue ran with ValueError: twelve is no number",
            "  ✓ the failure was handled: 'saved'",
        ] == ladder(self.RUN).text.strip().split("\n")

    @pytest.mark.parametrize(
        ("rail", "ending"),
        [("", "waits for a result"), ("errback", "✗ nobody has handled the failure")],
    )
    def test_the_end_is_said(self, rail, ending):
        """A chain that waits is not one that went well."""
        run = Recording(chains=[Chain("", rail, "")], rungs=[Rung(0, "parse", "", "callback", "1")])

        assert ending in ladder(run).text
        assert ending in ladder(run).html()

    def test_a_value_is_not_cut(self):
        """It takes two lines."""
        html = ladder(self.RUN).html()

        assert "ValueError: twelve is no number" in re.sub(r"</text>\n<text[^>]*>", " ", html)


class TestStates:
    """Transitions that happened, among those that are possible."""

    RUN = Recording(
        connections=[Connection("", "Ftp")],
        steps=[
            Step(0.1, 0, "server", "USER", "USER", "PASS"),
            Step(0.2, 0, "server", "PASS", "PASS", "READY"),
            Step(0.3, 0, "server", "READY", "PWD", "READY"),
            Step(0.4, 0, "server", "READY", "PWD", "READY"),
        ],
    )

    def test_what_happened_is_counted(self):
        """What only can happen is there too."""
        assert [
            "USER to PASS by USER: 1 ×",
            "PASS to READY by PASS: 1 ×",
            "READY to READY by PWD: 2 ×",
            "READY to GONE by QUIT: not in this run",
        ] == states(self.RUN, [("READY", "QUIT", "GONE")]).text.split("\n")

    def test_can_happen_is_dashed(self):
        """Not by colour alone."""
        solid, dashed = (
            re.findall(rf'<path d="M[^"]*" class="{look} no"/>', states(self.RUN, possible).html())
            for look, possible in (
                ("thick lgood", ()),
                ("dashed lmute", [("READY", "QUIT", "GONE")]),
            )
        )

        assert (4, 2) == (len(solid), len(dashed))  # one of each is in the legend


class TestCommand:
    """``picture RECORDING.json -o file.svg``."""

    def do(self, *arguments):
        result = CliRunner().invoke(cli, ["picture", *map(str, arguments)])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.output

    @pytest.mark.parametrize("kind", ["ribbons", "loop", "ladder", "states"])
    def test_it_writes_a_file(self, tmp_path, kind):
        """Of each kind."""
        long_run(number=9).save(tmp_path / "run.json")

        code, _ = self.do(tmp_path / "run.json", "-o", tmp_path / "run.svg", "--kind", kind)

        assert 0 == code
        assert (tmp_path / "run.svg").read_text("utf-8").startswith("<svg xmlns=")

    def test_the_picture_of_the_readme_is_fresh(self, tmp_path):
        """It is drawn from the recordings that lie here."""
        after = HERE / "after.json"
        options = "--after", after, "--names", *NAMES, "--title", TITLE, "-o", tmp_path / "it.svg"

        code, _ = self.do(HERE / "before.json", *options)

        assert 0 == code
        assert README.read_text("utf-8") == (tmp_path / "it.svg").read_text("utf-8")

    @pytest.mark.parametrize(
        ("name", "said"), [("none.json", "cannot be read"), ("it.json", "is no recording")]
    )
    def test_a_mistake_is_one_sentence(self, tmp_path, name, said):
        """Whatever was given in place of a recording."""
        (tmp_path / "it.json").write_text("{}", "utf-8")

        code, output = self.do(tmp_path / name, "-o", tmp_path / "run.svg")

        assert (1, 1) == (code, output.count("\n"))
        assert said in output


def test_before_and_after_stand_side_by_side():
    """Both names, both conversations."""
    runs = [Recording.load(HERE / f"{name}.json") for name in ("before", "after")]

    picture = before_and_after(*runs, NAMES, TITLE)

    assert "UnicodeDecodeError" in picture.text.partition(NAMES[1])[0]
    assert "lineReceived 你" in picture.text.partition(NAMES[1])[2]
