# exercise: mini_reactor
import heapq
import selectors
import time
import traceback


class MiniReactor:
    def __init__(self):
        self.heap = []
        self.order = 0
        self.waiting = selectors.SelectSelector()
        self.on = True

    def callLater(self, delay, f, *args, **kwargs):
        self.order += 1
        heapq.heappush(self.heap, (time.perf_counter() + delay, self.order, lambda: f(*args, **kwargs)))

    def addReader(self, sock, f):
        try:
            self.waiting.modify(sock, selectors.EVENT_READ, f)
        except KeyError:
            self.waiting.register(sock, selectors.EVENT_READ, f)

    def removeReader(self, sock):
        if sock in self.waiting.get_map():
            self.waiting.unregister(sock)

    def happened(self):
        """Yield one thing to do after another, for ever; each timer has its socket's turn between."""
        while True:
            wait = self.heap[0][0] - time.perf_counter() if self.heap else None
            yield from [key.data for key, events in self.waiting.select(wait)]
            if self.heap and self.heap[0][0] <= time.perf_counter():
                yield heapq.heappop(self.heap)[-1]

    def run(self):
        self.on = True
        for call in self.happened():
            try:
                call()
            except Exception:
                print(traceback.format_exc())
            if not self.on:
                break

    def stop(self):
        self.on = False
