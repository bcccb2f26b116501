"""How a check can end early, and how an error in the worker is told to the learner."""

from __future__ import annotations

import difflib
import re
from typing import Any

from workbook.report import Exchange, Outcome, Place


class Trouble(Exception):
    """What a check has to say against an answer; the text is for the learner."""

    outcome: Outcome

    def __init__(
        self,
        message: str,
        places: tuple[Place, ...] = (),
        exchange: Exchange | None = None,
        symptom: str = "",
    ) -> None:
        super().__init__(message)
        self.message, self.places = message, places
        self.exchange, self.symptom = exchange, symptom


class Failed(Trouble, AssertionError):
    """The answer does not do what the check asks."""

    outcome = Outcome.FAILED


class NotStarted(Trouble):
    """The answer ran into a turn that is still to be written; nothing is wrong."""

    outcome = Outcome.NOT_STARTED


class Skipped(Trouble):
    """The check needs something that this machine has not."""

    outcome = Outcome.SKIPPED


def places(found: Any) -> tuple[Place, ...]:
    """Return the places that a worker names, as far as they are of the form they should be."""
    return tuple(
        Place(line, str(function)[:80], str(text)[:200])
        for line, function, text in (each for each in list(found or ()) if len(each) == 3)
        if isinstance(line, int)
    )


def trouble(error: dict[str, Any], file: str, doing: str = "") -> Trouble:
    """Return what to raise for an *error* that the worker described while *doing* something."""
    types = [str(each) for each in error.get("types") or ["an unknown error"]]
    message, where = str(error.get("message", "")), places(error.get("places"))
    if "NotImplementedError" in types and where:
        return NotStarted(message or TO_WRITE.format(where[-1]), where)
    if types[0] == "Missing":
        return Failed(_missing(error.get("args") or [""], file))
    if types[0] == "NotAFactory":
        name, kind, *cls = map(str, error.get("args") or ["", ""])
        said = A_CLASS.format(name, *cls) if cls else NOT_A_FACTORY.format(name, kind)
        return Failed(said)
    if types[0] == "SystemExit":
        return Failed(f"Your program calls sys.exit(){doing}: it ends before it is asked.", where)
    if types[0] == "ReactorAlreadyRunning":
        return Failed(RUN, where)
    said = f": {message}" if message else ""
    within = [str(each)[:200] for each in error.get("within") or []]
    cause = WITHIN.format(*within) if len(within) == 2 else ""
    waits = WAITS.search(message) if types[0] in ("AttributeError", "TypeError") else None
    hint = AWAIT.format(waits[1]) if waits else ""
    return Failed(f"Your program raised {types[0]}{said}{doing}{cause}{hint}", where)


def fault(found: dict[str, Any], file: str) -> Trouble:
    """Return what to raise for something that went wrong where nobody waited for it."""
    where, name = places(found.get("places")), str(found.get("name", ""))[:80]
    match found.get("kind"):
        case "reactor":
            return Failed(REACTOR.get(name, GLOBAL.format(name)), where)
        case "sleep":
            return Failed(SLEEP.format(name), where)
        case "never awaited":
            return Failed(NEVER_AWAITED.format(name))
    return trouble(found, file)


def _missing(args: list[Any], file: str) -> str:
    name, *there = (str(each) for each in args)
    near = difflib.get_close_matches(name, there, n=1)
    guess = f" It has `{near[0]}`: is that the one?" if near else ""
    return f"`{name}` is not defined in {file}.{guess}"


WAITS = re.compile(r"(?<!attribute ')\b(Deferred|coroutine)\b(?!\.)")
AWAIT = "\nA {} stands for a result that is not there yet. Is an `await` missing?"
A_CLASS = "`{0}` returned the class `{1}`. Return a factory made of it: `{1}()`."
TO_WRITE = "`{0.function}` is still to be written: line {0.line}."
NOT_A_FACTORY = (
    "`{}` returned a value of the type `{}`. A server needs a factory: an object with "
    "buildProtocol, such as Factory.forProtocol makes."
)
WITHIN = "\nIt was raised in Twisted's `{}`, in the line `{}`."
RUN = (
    "Your program runs the reactor while it is being loaded. The check runs the reactor itself: "
    'call reactor.run() or react(main) only under `if __name__ == "__main__":`.'
)
REACTOR = {
    "run": RUN,
    "stop": "Your program stops the reactor. It is not yours to stop: others use it too.",
    "thread": (
        "Your program calls Twisted from another thread. There, only reactor.callFromThread "
        "is safe: nothing else wakes the reactor."
    ),
}
GLOBAL = (
    "Your program calls {} of the global reactor. Use the reactor that is passed in: "
    "only its time can be moved by a check."
)
SLEEP = (
    "Your program calls {} in the reactor's thread. Nobody else is served until it returns: "
    "use the reactor's callLater or deferLater."
)
NEVER_AWAITED = (
    "`{}` is an `async def` that nobody awaited. The call made a coroutine, and the coroutine "
    "was thrown away: nothing in it ran. Twisted does not await its callbacks."
)
