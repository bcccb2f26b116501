# exercise: thread_door
# rejected by: an_error_comes_back_too
import threading

from twisted.internet.defer import Deferred
from twisted.python.failure import Failure


def in_thread(reactor, work, *args):
    answer = Deferred()

    def run():
        try:
            result = work(*args)
        except Exception:
            answer.errback(Failure())
        else:
            reactor.callFromThread(answer.callback, result)

    threading.Thread(target=run, daemon=True).start()
    return answer
