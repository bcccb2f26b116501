"""Cut the stub out of a solution, so that the two cannot drift apart.

The stub in ``chapters/`` has a notice under its first line, for whoever opens it or runs it
there. The learner's own copy, which is also the text of the notebook's cell, has none.
"""

import re

from workbook.turns import turns

NOTICE = """\
# built {seal} from solutions/{chapter}/{name}.py
# Your own copy, to write in and to run: my/{chapter}/{name}.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/{chapter}/{name}.py")
"""
A_NOTICE = re.compile(r"^# built [^\n]*\n(?:[^\n]*\n){3}", re.MULTILINE)


def stub(solution: str) -> str:
    """Return *solution* with ``raise NotImplementedError`` in place of each turn.

    Raises:
        ValueError: there is no turn, or one would give a part of the answer away; the
            text begins with the line.
        SyntaxError: the solution is not Python.
    """
    lines = solution.split("\n")
    for cut in reversed([cut for turn in turns(solution) for cut in turn.cuts]):
        lines[cut.start : cut.stop] = cut.instead
    text = "\n".join(lines)
    try:
        compile(text, "stub", "exec", dont_inherit=True)
    except SyntaxError as error:
        why = f"line {error.lineno} of the stub: {error.msg}; does a turn cut code in two?"
        raise ValueError(why) from None
    return text


def size(solution: str) -> list[str]:
    """Return ``fill``, ``write`` or ``build`` for each turn; raises as `stub` does."""
    return [turn.size for turn in turns(solution)]


def with_notice(text: str, chapter: str, name: str, seal: str) -> str:
    """Return the stub *text* as it stands in ``chapters/``.

    Raises:
        ValueError: its first line is not ``# exercise: NAME``.
        SyntaxError: the notice comes before a ``from __future__``, which must be first.
    """
    first, _, rest = text.partition("\n")
    if first != f"# exercise: {name}":
        raise ValueError(f"line 1: write `# exercise: {name}` here")
    built = f"{first}\n{NOTICE.format(chapter=chapter, name=name, seal=seal)}{rest}"
    compile(built, "stub", "exec", dont_inherit=True)
    return built


def learners_copy(built: str) -> str:
    """Return the text of a built stub without its notice."""
    return A_NOTICE.sub("", built, count=1)
