"""Every picture is drawn from a recording alone; nothing in one can do harm on a page."""

import re
from xml.etree import ElementTree

import pytest

from workbook import pictures
from workbook.pictures.picture import PALETTE, Picture
from workbook.pictures.svg import columns, cut, plain, spelt
from workbook.record.recording import (
    Callback,
    Chain,
    Connection,
    Event,
    Recording,
    Rung,
    Step,
    Timer,
)

NASTY = "<script>alert(1)</script>\x1b[31m\u202e]]>"


def event(time, end, kind, content=b"", note="", name=""):
    return Event(time, 0, end, kind, name or kind, len(content), content, note)


def long_run(name="heartbeat", content=b"hello\r\n", number=400):
    """More of everything than a picture holds."""
    run = Recording(seconds=number / 100, connections=[Connection(name, name)])
    for n in range(number):
        time = n / 100
        run.events += [
            event(time, "client", "write", content),
            event(time, "client", "send", content),
        ]
        run.events += [event(time, "server", "arrival", content, name=name)]
        run.callbacks.append(Callback(time, 0.06 if n % 50 == 0 else 0.001, name))
        run.timers.append(Timer(time, time + n % 2 / 50, name))
        run.chains.append(Chain(name, "errback", name))
        run.rungs.append(Rung(n, name, name, "callback", name))
        run.steps.append(Step(time, 0, "server", name, f"{name} {n}", f"{name} {n % 7}"))
    return run


def before_and_after(run):
    return pictures.before_and_after(run, run, (NASTY, "✓ good"))


ALL = (
    *(pictures.ribbons, pictures.loop, pictures.ladder, pictures.states, pictures.level),
    before_and_after,
)
RUNS = {
    "long": long_run(),
    "nasty": long_run(NASTY, NASTY.encode(), 40),
    "one event": Recording(0.0, 0, [Connection("", "A")], [event(0.0, "server", "call")]),
    "huge": long_run("很长的名字" * 40, bytes(1024), 30),
}


@pytest.fixture(params=ALL, ids=lambda draw: draw.__name__)
def draw(request):
    return request.param


@pytest.fixture(params=RUNS.values(), ids=RUNS)
def drawn(draw, request) -> Picture:
    return draw(request.param)


def elements(picture):
    return list(ElementTree.fromstring(picture.standalone()).iter())


class TestOnAnyPage:
    """Whatever was recorded."""

    def test_it_is_well_formed(self, drawn):
        """Also as a file of its own."""
        assert {"svg", "title", "desc"} <= {each.tag.rpartition("}")[2] for each in elements(drawn)}
        assert ElementTree.fromstring(re.sub("<style>.*?</style>", "", drawn.html())) is not None

    def test_nothing_runs_and_nothing_collides(self, drawn):
        """No script, no id, no reference: two pictures on a page know nothing of each other."""
        attributes = {name for each in elements(drawn) for name in each.attrib}
        tags = {each.tag.rpartition("}")[2] for each in elements(drawn)}

        assert {"title", "desc", "style", "rect", "path", "circle", "text", "tspan", "svg"} >= tags
        assert not {name for name in attributes if name in ("id", "href") or name.startswith("on")}
        assert "url(" not in drawn.html() + drawn.standalone()
        assert "\x1b" not in drawn.html() + drawn.standalone()

    def test_it_says_what_it_shows(self, drawn):
        """To who cannot see it: a sentence, and all of it as text."""
        html = drawn.html()

        assert drawn.says
        assert html.count('role="img" aria-label="') == 1
        assert "<details><summary>This picture as text</summary><pre" in html
        assert repr(drawn) == drawn._repr_mimebundle_()["text/plain"]

    def test_it_stays_small(self, drawn):
        """A notebook keeps what its cells have shown."""
        assert len(drawn.html().encode()) <= 150_000

    def test_all_is_on_the_canvas(self, drawn):
        """No text begins outside."""
        places = [(float(e.get("x")), float(e.get("y"))) for e in elements(drawn) if e.get("y")]

        assert all(0 <= x <= drawn.svg.width and 0 <= y <= drawn.svg.height for x, y in places)

    def test_every_class_has_a_look(self, drawn):
        """A class that no rule knows would be black in the dark."""
        used = {name for e in elements(drawn) for name in (e.get("class") or "").split()}

        assert used <= {*re.findall(r"\.(\w+)", re.sub(r"[\d.]+px", "", drawn.html()))}


def test_it_is_a_pure_function(draw):
    """The same recording is the same picture, byte for byte."""
    assert draw(long_run()).html() == draw(long_run()).html()


def test_light_and_dark_have_contrast():
    """Text needs 4.5 to 1 on its ground (WCAG 2.2, 1.4.3)."""

    def luminance(colour):
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one, other):
        low, high = sorted((luminance(one), luminance(other)))
        return (high + 0.05) / (low + 0.05)

    weak = {
        (name, mode)
        for name, colours in PALETTE.items()
        for mode in (0, 1)
        if name not in ("bg", "soft", "line")
        if min(contrast(colours[mode], PALETTE[g][mode]) for g in ("bg", "soft")) < 4.5
    }

    assert set() == weak


@pytest.mark.parametrize("width", range(1, 30))
def test_a_label_fits(width):
    """A letter of Chinese takes the room of two."""
    content = "ab你好\n\xff".encode() * 9

    assert columns(cut("ab你好" * 9, width)) <= max(width, 1)
    assert columns(plain(spelt(content, len(content), width))) <= max(width, 7)
