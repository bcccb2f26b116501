# exercise: thread_door
import threading

from twisted.internet.defer import Deferred, maybeDeferred


def in_thread(reactor, work, *args):
    answer = Deferred()

    def run():
        done = maybeDeferred(work, *args)
        done.addBoth(lambda outcome: reactor.callFromThread(answer.callback, outcome))

    threading.Thread(target=run, daemon=True).start()
    return answer
