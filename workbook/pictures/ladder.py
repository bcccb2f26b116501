"""The Deferred ladder: callbacks and errbacks as two rails, and the value on every step."""

from __future__ import annotations

from textwrap import wrap

from workbook.pictures.picture import Picture
from workbook.pictures.svg import Svg, cut
from workbook.record.recording import Chain, Recording, Rung

MOST = 150  # rungs in a picture
CHAINS = 40  # and Deferreds
RAILS = {"callback": 310.0, "errback": 610.0}
LOOKS = {"callback": "good", "errback": "bad"}
WIDE, HIGH, GAP = 240.0, 32.0, 46.0
ROOM = 30  # letters in a box, and on a line of a value


def ladder(run: Recording, title: str = "Two rails of callbacks") -> Picture:
    """Draw every Deferred of a recording that got callbacks, or that a coroutine awaited."""
    svg, y, drawn = Svg(960), 8.0, 0
    chains: list[str] = []
    rows: list[str] = []
    for number, chain in enumerate(run.chains):
        rungs = [rung for rung in run.rungs if rung.chain == number][: MOST - drawn]
        if rungs and len(chains) < CHAINS:
            drawn += len(rungs)
            name = cut(chain.name or f"Deferred {number + 1}", ROOM)
            steps = Steps(chain, rungs)
            y = steps.draw(svg, y, name) + 24
            chains.append(f"{name}: {len(rungs)} rungs, {steps.ending()[2:]}.")
            rows += [name, *steps.rows(), ""]
    missing = len(run.rungs) - drawn
    if missing > 0:
        svg.text(460, y, f"… and {missing:,} more rungs", "d", "middle")
        rows.append(f"and {missing:,} more rungs")
    svg.height = y + 12
    says = " ".join(chains) or "Nothing was added to a Deferred."
    return Picture(svg, title, says, "\n".join(rows))


class Steps:
    """One chain: on which rail its value reached each rung."""

    def __init__(self, chain: Chain, rungs: list[Rung]) -> None:
        self._chain, self._rungs = chain, rungs
        ran = [number for number, rung in enumerate(rungs) if rung.took]
        reached = len(rungs) if chain.rail else max(ran, default=-1) + 1
        self._rails = [_rail(rung) if n < reached else "" for n, rung in enumerate(rungs)]
        self._rails.append(chain.rail)

    def ending(self) -> str:
        """Return how far the chain got, with a mark."""
        if self._chain.rail == "callback":
            failed = "errback" in self._rails
            return "✓ the failure was handled" if failed else "✓ done, and all went well"
        if self._chain.rail:
            return "✗ nobody has handled the failure"
        return "… waits for a result"

    def rows(self) -> list[str]:
        """Return the chain as lines, one for each rung."""
        rows = []
        for number, (rung, rail) in enumerate(zip(self._rungs, self._rails, strict=False), start=1):
            if rung.took:
                name = rung.callback if rail == "callback" else rung.errback
                given = cut(rung.given, 2 * ROOM + 4)
                rows.append(f"  {number}. {rail} {cut(name, ROOM)} ran with {given}")
            else:
                name = rung.callback or rung.errback
                rows.append(
                    f"  {number}. {cut(name, ROOM)}: {'passed by' if rail else 'did not run'}"
                )
        result = cut(self._chain.result, 2 * ROOM + 4)
        return [*rows, f"  {self.ending()}{': ' * bool(self._chain.rail)}{result}"]

    def draw(self, svg: Svg, y: float, name: str) -> float:
        """Draw the chain with its top at *y*; return where it ends."""
        svg.text(24, y + 16, cut(name, 20), "h")
        for rail, below in (("callback", "all is well"), ("errback", "something failed")):
            svg.text(RAILS[rail], y + 16, f"{rail}s", "h", "middle")
            svg.text(RAILS[rail], y + 32, below, "d s", "middle")
        top, y = y + 42, y + 42 + GAP
        before = self._rails[0] or "callback"
        for number, rung in enumerate(self._rungs):
            rail = self._rails[number]
            self._arrow(svg, before, rail, y, self._value(number))
            self._rung(svg, rung, rail, y)
            svg.text(32, y + 21, str(number + 1), "d", "middle")
            before, y = rail or before, y + HIGH + GAP
        self._arrow(svg, before, self._chain.rail, y, self._value(len(self._rungs)))
        for x in RAILS.values():
            svg.path(f"M{x} {top}V{y}", "ln", ground=True, stroke_width=2)
        looks = LOOKS.get(self._chain.rail, "mute")
        svg.text(RAILS[self._chain.rail or before], y + 18, self.ending(), f"b {looks}", "middle")
        return y + 24

    def _value(self, number: int) -> str:
        """Return the value on its way to a rung, if it is a new one."""
        if number and not self._rungs[number - 1].took:
            return ""
        if number < len(self._rungs) and self._rungs[number].took:
            return self._rungs[number].given
        later = (rung.given for rung in self._rungs[number:] if rung.took)
        return next(later, self._chain.result) if self._rails[number] else ""

    def _arrow(self, svg: Svg, before: str, rail: str, y: float, value: str) -> None:
        if not rail:
            return
        a, x, looks = RAILS[before], RAILS[rail], LOOKS[rail]
        top, middle = y - GAP, y - GAP / 2
        curve = f"M{a} {top}C{a} {middle} {x} {middle} {x} {y - 7}"
        svg.path(curve, f"l{looks} no", stroke_width=3.5)
        svg.path(f"M{x - 6} {y - 9}h12l-6 9Z", looks)
        side, at = (-14, "end") if rail == "callback" else (14, "start")
        for number, line in enumerate(wrap(value, 2 * ROOM - 24, max_lines=2, placeholder="…")):
            svg.text(x + side, y - 24 + 14 * number, line, f"m {looks}", at)

    def _rung(self, svg: Svg, rung: Rung, rail: str, y: float) -> None:
        for side, name in (("callback", rung.callback), ("errback", rung.errback)):
            x, ran = RAILS[side], rung.took == side
            if name and (ran or not self._chain.name):  # an await is one thing, on either rail
                looks = f"box thick l{LOOKS[side]}" if ran else "soft dashed lmute"
                svg.rect(x - WIDE / 2, y, WIDE, HIGH, looks, 8, say=cut(name, 90))
                svg.text(x, y + 20, cut(name, ROOM), "m b" if ran else "m d", "middle")
            elif rail == side:
                svg.path(f"M{x} {y}v{HIGH}", f"l{LOOKS[side]} no", stroke_width=3.5)
                away, at = (-14, "end") if side == "callback" else (14, "start")
                svg.text(x + away, y + 20, "passes by", "d s", at)


def _rail(rung: Rung) -> str:
    """Return the rail of a value that has reached a rung: if nothing ran, nothing was there."""
    return rung.took or ("callback" if not rung.callback else "errback")
