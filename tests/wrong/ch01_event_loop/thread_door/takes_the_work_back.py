# exercise: thread_door
# rejected by: the_reactor_is_not_held_up
import threading

from twisted.internet.defer import Deferred
from twisted.python.failure import Failure


def in_thread(reactor, work, *args):
    answer = Deferred()

    def run():
        def work_it():
            try:
                result = work(*args)
            except Exception:
                answer.errback(Failure())
            else:
                answer.callback(result)

        reactor.callFromThread(work_it)

    threading.Thread(target=run, daemon=True).start()
    return answer
