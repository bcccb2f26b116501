# exercise: mini_reactor
import sched
import select
import sys
import time
from itertools import count


class MiniReactor:
    """The standard library has a queue of timers, too."""

    def __init__(self):
        self._queue = sched.scheduler(time.monotonic)
        self._poll = select.poll()
        self._readers = {}
        self._priority = count()

    def callLater(self, delay, f, *args):
        self._queue.enter(delay, next(self._priority), self._later, (f, args))

    def _later(self, f, args):
        self._now.append((f, args))

    def addReader(self, sock, f):
        self._readers[sock.fileno()] = f
        self._poll.register(sock, select.POLLIN)

    def removeReader(self, sock):
        del self._readers[sock.fileno()]
        self._poll.unregister(sock)

    def stop(self):
        self._stopped = True

    def run(self):
        self._stopped = False
        while not self._stopped:
            self._now = []
            wait = self._queue.run(blocking=False)
            if self._now:
                wait = 0
            events = self._poll.poll(None if wait is None else -(-wait * 1000 // 1))
            self._now += [(self._readers[fd], ()) for fd, _ in events]
            for f, args in self._now:
                try:
                    f(*args)
                except Exception:
                    sys.excepthook(*sys.exc_info())
