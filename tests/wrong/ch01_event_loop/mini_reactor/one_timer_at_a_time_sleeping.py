# exercise: mini_reactor
# rejected by: a_reader_is_called_while_there_is_something
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
        heapq.heappush(self._timers, (time.monotonic() + delay, next(self._numbers), f, args))

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
            if self._timers:
                due, _, f, args = heapq.heappop(self._timers)
                time.sleep(max(0, due - time.monotonic()))
                self._call(f, *args)
            wait = 0 if self._timers else None
            for key, _ in self._selector.select(wait):
                self._call(key.data)
