# exercise: thread_door
import queue
import threading

from twisted.internet.defer import Deferred
from twisted.internet.task import LoopingCall
from twisted.python.failure import Failure


def in_thread(reactor, work, *args):
    answer, results = Deferred(), queue.Queue()

    def run():
        try:
            results.put(work(*args))
        except Exception:
            results.put(Failure())

    def look():
        if not results.empty():
            asking.stop()
            answer.callback(results.get())

    threading.Thread(target=run, daemon=True).start()
    asking = LoopingCall(look)
    asking.clock = reactor
    asking.start(0.05)
    return answer
