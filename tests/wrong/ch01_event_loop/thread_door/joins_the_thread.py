# exercise: thread_door
# rejected by: the_reactor_is_not_held_up
import threading

from twisted.internet.defer import Deferred
from twisted.python.failure import Failure


def in_thread(reactor, work, *args):
    answer = Deferred()

    def run():
        try:
            result = work(*args)
        except Exception:
            reactor.callFromThread(answer.errback, Failure())
        else:
            reactor.callFromThread(answer.callback, result)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join()
    return answer
