"""What goes wrong in an answer where nobody waits for it, as plain values.

Twisted logs an error in a callback and goes on; Python warns about a coroutine that was
never awaited. A learner would miss both, so they are kept here until the check asks.
"""

from __future__ import annotations

import gc
import linecache
import sys
import threading
import time
import types
import warnings
from collections.abc import Iterator
from typing import Any

from twisted.internet import defer
from twisted.logger import globalLogBeginner
from twisted.python.failure import Failure

MOST = 20  # faults kept; the first ones say why
LONGEST = 2000  # characters of a message
PATIENT = frozenset({"callLater", "connectTCP", "listenTCP"})  # fine on the given reactor
LOGGING = ("twisted.logger", "twisted.python.log", "twisted.python.threadable")


class Faults:
    """The faults of the answer in *file_name*, in the order they came."""

    def __init__(self, file_name: str, reactor: Any) -> None:
        self._file, self._reactor = file_name, reactor
        self._kept: list[dict[str, Any]] = []
        self.sleep_allowed = False
        self._sleep = time.sleep

    def watch(self) -> None:
        """Begin to note what the log, the warnings and `time.sleep` have to say."""
        observe: Any = self._logged
        globalLogBeginner.beginLoggingTo([observe], True, redirectStandardIO=False)
        warnings.simplefilter("always", RuntimeWarning)
        self._show_warning, warnings.showwarning = warnings.showwarning, self._warned
        vars(time).update(sleep=self._slept)

    def collect(self) -> list[dict[str, Any]]:
        """Return what went wrong so far; a dropped Deferred says so when it is collected."""
        gc.collect()
        return self._kept

    def describe(self, error: BaseException, trace: Any = None) -> dict[str, Any]:
        """Return *error* as plain values: its types, its message, and where in the answer."""
        trace = trace or error.__traceback__
        places = list(self._places(trace))
        if isinstance(error, SyntaxError) and error.filename == self._file:
            places.append([error.lineno or 0, "", (error.text or "").strip()])
        return {
            "kind": "error",
            "types": [known_as(kind) for kind in type(error).__mro__ if kind is not object],
            "message": str(error)[:LONGEST],
            "args": [each for each in error.args if isinstance(each, bool | int | float | str)],
            "places": places[-MOST:],
            "within": [] if places else within_twisted(trace),
        }

    def complain(self, what: str) -> None:
        """Note that the answer itself used the process's reactor, if it did, to do *what*."""
        for frame in self._answers_frames():
            if what not in PATIENT or self._names_the_reactor(frame):
                self._keep({"kind": "reactor", "name": what, "places": [self._place(frame)]})
            return

    def _logged(self, event: Any) -> None:
        failure = event.get("log_failure") or event.get("failure")  # Logger's; log.err's
        if isinstance(failure, Failure) and not self._logged_on_purpose():
            trace = failure.getTracebackObject()
            self._keep(self.describe(failure.value, trace))

    def _logged_on_purpose(self) -> bool:
        """Whether the answer logs this itself, in a line of its own or by an errback."""
        frame = sys._getframe(2)
        while frame.f_back and frame.f_globals.get("__name__", "").startswith(LOGGING):
            frame = frame.f_back
        an_errback = frame.f_code.co_name == "_runCallbacks"
        return frame.f_code.co_filename == self._file or (
            an_errback and frame.f_globals.get("__name__") == defer.__name__
        )

    def _warned(self, message: Any, category: Any, *where: Any, **more: Any) -> None:
        text = str(message)
        if category is RuntimeWarning and text.endswith("was never awaited"):
            self._keep({"kind": "never awaited", "name": text.split("'")[1], "places": []})
        else:
            self._show_warning(message, category, *where, **more)

    def _slept(self, seconds: float) -> None:
        blocking = not self.sleep_allowed and threading.current_thread() is threading.main_thread()
        frames = list(self._answers_frames()) if blocking else []
        if not frames:
            return self._sleep(seconds)
        place = self._place(frames[0])
        self._keep({"kind": "sleep", "name": f"time.sleep({seconds!r})", "places": [place]})

    def _keep(self, fault: dict[str, Any]) -> None:
        if len(self._kept) < MOST and fault not in self._kept:
            self._kept.append(fault)

    def _answers_frames(self) -> Iterator[types.FrameType]:
        frame: types.FrameType | None = sys._getframe(1)
        while frame is not None:
            if frame.f_code.co_filename == self._file:
                yield frame
            frame = frame.f_back

    def _names_the_reactor(self, frame: types.FrameType) -> bool:
        globals_used = (frame.f_globals.get(name) for name in frame.f_code.co_names)
        return any(value is self._reactor for value in (*globals_used, *frame.f_locals.values()))

    def _places(self, trace: Any) -> Iterator[list[Any]]:
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self._file:
                yield self._place(trace.tb_frame, trace.tb_lineno)
            trace = trace.tb_next

    def _place(self, frame: Any, line: int = 0) -> list[Any]:
        number = line or frame.f_lineno
        text = linecache.getline(self._file, number).strip()
        return [number, frame.f_code.co_name, text]


def known_as(kind: type) -> str:
    """Return the name of an error's type; of one that is only called "error", with its module."""
    name = kind.__name__
    return f"{kind.__module__}.{name}" if name.lower() == "error" else name


def within_twisted(trace: Any) -> list[str]:
    """Return the function of Twisted's that raised, and its line; nothing for other code."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None or not trace.tb_frame.f_globals.get("__name__", "").startswith("twisted."):
        return []
    code = trace.tb_frame.f_code
    return [code.co_qualname, linecache.getline(code.co_filename, trace.tb_lineno).strip()]
