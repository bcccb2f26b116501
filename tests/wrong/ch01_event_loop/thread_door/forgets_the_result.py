# exercise: thread_door
# rejected by: the_result_comes_back
import threading

from twisted.internet.defer import Deferred
from twisted.python.failure import Failure


def in_thread(reactor, work, *args):
    answer = Deferred()

    def run():
        try:
            work(*args)
        except Exception:
            reactor.callFromThread(answer.errback, Failure())
        else:
            reactor.callFromThread(answer.callback, None)

    threading.Thread(target=run, daemon=True).start()
    return answer
