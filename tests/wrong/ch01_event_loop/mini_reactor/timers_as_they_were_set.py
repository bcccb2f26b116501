# exercise: mini_reactor
# rejected by: timers_run_in_order
import heapq
import itertools
import selectors
import time
import traceback


class MiniReactor:
    def __init__(self):
        self._timers = []
        self._numbers = itertools.count()
        self._selector = selectors.DefaultSelector()

    def callLater(self, delay, f, *args):
        self._timers.append((time.monotonic() + delay, next(self._numbers), f, args))

    def addReader(self, sock, f):
        self._selector.register(sock, selectors.EVENT_READ, f)

    def removeReader(self, sock):
        self._selector.unregister(sock)

    def stop(self):
        self._running = False

    def _call(self, f, *args):
        try:
            f(*args)
        except Exception:
            traceback.print_exc()

    def run(self):
        self._running = True
        while self._running:
            wait = min(timer[0] for timer in self._timers) - time.monotonic() if self._timers else None
            for key, _ in self._selector.select(wait):
                self._call(key.data)
            now = time.monotonic()
            due = [timer for timer in self._timers if timer[0] <= now]
            self._timers = [timer for timer in self._timers if timer[0] > now]
            for _, _, f, args in sorted(due, key=lambda timer: timer[1]):
                self._call(f, *args)
