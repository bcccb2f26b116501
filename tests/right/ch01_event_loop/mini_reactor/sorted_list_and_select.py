# exercise: mini_reactor
import logging
import select
import time


class MiniReactor:
    def __init__(self):
        self.timers, self.readers, self.stopped = [], {}, False

    def callLater(self, delay, f, *args):
        self.timers.append((time.time() + delay, f, args))
        self.timers.sort(key=lambda timer: timer[0])  # sorting is stable

    def addReader(self, sock, f):
        self.readers[sock] = f

    def removeReader(self, sock):
        del self.readers[sock]

    def stop(self):
        self.stopped = True

    def run(self):
        self.stopped = False
        while not self.stopped:
            self.turn()

    def turn(self):
        wait = max(0, self.timers[0][0] - time.time()) if self.timers else None
        ready, _, _ = select.select(list(self.readers), [], [], wait)
        now = time.time()
        due = [timer for timer in self.timers if timer[0] <= now]
        self.timers = [timer for timer in self.timers if timer[0] > now]
        for _, f, args in due:
            self.guard(f, args)
        for sock in ready:
            if sock in self.readers:
                self.guard(self.readers[sock], ())

    def guard(self, f, args):
        try:
            f(*args)
        except Exception:
            logging.exception("a call failed")
