# exercise: thread_door
from twisted.internet import defer
from twisted.python import failure


def in_thread(reactor, work, *args):
    answer = defer.Deferred()

    def run():
        try:
            result = work(*args)
        except BaseException:
            result = failure.Failure()
        reactor.callFromThread(answer.callback, result)

    reactor.callInThread(run)
    return answer
