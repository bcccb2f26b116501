"""What one submission of every exercise costs, with a warm fork server."""

from __future__ import annotations

import statistics
import time

from workbook import shelf
from workbook.engine import sandbox
from workbook.engine.judge import Judge
from workbook.report import Outcome

ROUNDS = 5
FIRST = (  # the exercises that the workbook began with: their sum can be compared over the years
    *("hello", "port_zero", "crunch", "guestbook", "chat", "echo", "key_value", "frames"),
    *("site", "get", "password_checker"),
)


def main() -> None:
    """Print the seconds of a whole submission, and of each exercise, at each tier."""
    exercises = shelf.exercises()
    answers = {name: shelf.solution(each).read_bytes() for name, each in exercises.items()}
    tiers = sandbox.TIERS if sandbox.best_tier() == sandbox.NAMESPACES else ("process",)
    print(f"{'':18}{''.join(f'{tier:>14}' for tier in tiers)}")
    costs = {tier: cost(Judge(tier), answers) for tier in tiers}
    for name in exercises:
        row = "".join(f"{costs[tier][name]:>12.3f} s" for tier in tiers)
        print(f"{name:18}{row}")
    for title, names in {"the first eleven": FIRST, "all together": exercises}.items():
        row = "".join(f"{sum(costs[tier][name] for name in names):>12.3f} s" for tier in tiers)
        print(f"{title:18}{row}")


def cost(judge: Judge, answers: dict[str, bytes]) -> dict[str, float]:
    """Return the median seconds of each answer; all are checked one after the other."""
    taken: dict[str, list[float]] = {name: [] for name in answers}
    for warm in range(ROUNDS + 1):
        for name, source in answers.items():
            began = time.perf_counter()
            assert judge.check(shelf.exercise(name), source, "1").outcome is Outcome.PASSED, name
            taken[name] += [time.perf_counter() - began] if warm else []
    judge.close()
    return {name: statistics.median(each) for name, each in taken.items()}


if __name__ == "__main__":
    main()
