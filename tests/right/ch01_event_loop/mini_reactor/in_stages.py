# exercise: mini_reactor
import bisect
import select
import sys
from dataclasses import dataclass, field
from itertools import count
from time import monotonic, sleep
from typing import Any, Callable


@dataclass(order=True)
class Timer:
    due: float
    number: int
    call: Callable[[], Any] = field(compare=False)


class MiniReactor:
    def __init__(self) -> None:
        self.timers: list[Timer] = []
        self.readers: dict[int, Callable[[], Any]] = {}
        self.numbers = count()
        self.running = False

    def callLater(self, delay: float, f: Callable[..., Any], *args: Any) -> Timer:
        timer = Timer(monotonic() + delay, next(self.numbers), lambda: f(*args))
        bisect.insort(self.timers, timer)
        return timer

    def addReader(self, sock, f: Callable[[], Any]) -> None:
        self.readers[sock.fileno()] = f

    def removeReader(self, sock) -> None:
        self.readers.pop(sock.fileno(), None)

    def run(self) -> None:
        self.running = True
        while self.running:
            for fd in self.ready(self.idle()):
                self.try_to(self.readers.get(fd, bool))
            last = Timer(monotonic(), next(self.numbers), bool)
            due = [timer for timer in self.timers if timer < last]
            del self.timers[: len(due)]
            for timer in due:
                self.try_to(timer.call)

    def idle(self) -> float | None:
        return max(0.0, self.timers[0].due - monotonic()) if self.timers else None

    def ready(self, wait: float | None) -> list[int]:
        if not self.readers and wait is not None:
            sleep(wait)
            return []
        return select.select(list(self.readers), [], [], wait)[0]

    def try_to(self, call: Callable[[], Any]) -> None:
        try:
            call()
        except Exception as error:
            print(f"{call} failed:", repr(error), file=sys.stderr)

    def stop(self) -> None:
        self.running = False
