"""Code that says what a check said, but to a learner's own server in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from workbook.report import Moment, Result

LONGEST = 600  # characters of code that somebody would still copy
WIDTH = 88
ENDINGS = ("half_close", "close", "reset")

CODE = """\
from twisted.internet import reactor
from workbook.replay import replay
await replay({})"""


def code(result: Result) -> str:
    """Return about three lines that replay a failed check; "" if nothing could."""
    if not (result.made and result.talk):
        return ""
    alone = [each for each in result.talk if each.connection == result.connection]
    for talk in (result.talk, [each._replace(connection=1) for each in alone]):
        numbers = {each.connection for each in talk}
        shown = result.connection if result.connection in numbers else 1
        see = [f"see={shown}"] if shown > 1 else []
        said = CODE.format(_wrapped(["reactor", result.made, *_steps(talk), *see]))
        if _is_whole(talk) and len(said) <= LONGEST:
            return said
    return ""


def _is_whole(talk: Sequence[Moment]) -> bool:
    return all(each.size == len(each.content) for each in talk if each.what == "sent")


def _steps(talk: Sequence[Moment]) -> Iterator[str]:
    """Yield the arguments of `replay`; to connect is a step where it is not followed by one."""
    did = [each for each in talk if each.what in ("connected", "sent", *ENDINGS)]
    for moment, after in zip_longest(did, did[1:]):
        connects = moment.what == "connected"
        if connects and after and after.connection == moment.connection:
            continue
        step = repr(moment.what) if moment.what in ENDINGS else literal(moment.content)
        yield step if moment.connection == 1 else f"({moment.connection}, {step})"


def literal(content: bytes) -> str:
    """Return *content* as Python writes it, with letters where it is text."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return repr(content)
    return repr(content) if text.isascii() else f"{text!r}.encode()"


def _wrapped(arguments: list[str]) -> str:
    """Return the arguments of a call; on lines of their own where one would be too long."""
    line = ", ".join(arguments)
    if len(line) + len("await replay()") <= WIDTH:
        return line
    rows = [""]
    for each in arguments:
        if len(rows[-1]) + len(each) > WIDTH - 6:
            rows.append("")
        rows[-1] += f"{each}, "
    return "\n" + "".join(f"    {row.rstrip()}\n" for row in rows)
