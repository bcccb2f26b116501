"""The map of this package: which module stands where, and what it may import.

``tests/test_floors.py`` reads this table and every ``import`` in the package, so the map
cannot disagree with the building.
"""

from typing import NamedTuple


class Floor(NamedTuple):
    """A few modules or whole packages, which may import each other."""

    rooms: tuple[str, ...]
    on: tuple[str, ...] = ()
    """The lower floors that they may import from."""

    foreign: tuple[str, ...] = ()
    """What they may import beside the standard library."""


FLOORS = {
    "ground": Floor(
        rooms=(
            *("floors", "exercise", "report", "turns", "stub", "prose", "shelf"),
            *("files", "submission", "progress", "desk", "pack", "points", "letters", "words"),
        ),
    ),
    "bench": Floor(
        rooms=(
            *("card", "card_text", "card_plain", "card_html", "strip", "strip_html"),
            *("conversation", "repeat", "replay", "record", "pictures"),
        ),
        on=("ground",),
        foreign=("twisted",),
    ),
    "network": Floor(rooms=("hostile",)),  # what is against us shares no code with us
    "worker": Floor(  # runs beside the learner's code: no check, no answer, no verdict
        rooms=("engine.wire", "engine.worker"),
        foreign=("twisted", "zope"),
    ),
    "engine": Floor(
        rooms=("engine",),
        on=("ground", "network", "worker"),
    ),
    "bridge": Floor(  # of use to any notebook; so it knows nothing of ours
        rooms=("bridge",),
        foreign=("twisted", "IPython", "pexpect"),
    ),
    "doors": Floor(
        rooms=("jupyter", "output", "checking", "build", "nbexec", "doctor", "lab"),
        on=("ground", "bench", "engine", "bridge"),
        foreign=("IPython", "jupyter_client", "jupyterlab", "nbclient", "nbformat"),
    ),
    "class": Floor(  # a class of learners, and the formats of their schools
        rooms=("grading", "pytest_door"),
        on=("ground", "bench", "engine", "doors"),
        foreign=("cattrs", "distributed", "pytest", "yaml"),
    ),
    "street": Floor(
        rooms=("__init__", "__main__", "terminal", "watch", "screen", "grading.commands"),
        on=("ground", "network", "bench", "engine", "bridge", "doors", "class"),
        foreign=("click", "prompt_toolkit", "watchfiles"),
    ),
}
"""Lowest floor first."""

MEETS_THE_REACTOR = ("engine.worker", "bridge")
"""Only they import ``twisted.internet.reactor``: that installs one."""
