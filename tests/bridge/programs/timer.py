"""A task that repeats, and one that comes once."""

from twisted.internet import reactor, task

count = 0


def run_every_while():
    global count
    count += 1
    print("tick", count)
    if count == 3:
        loop.stop()


def done(result):
    print("loop done")
    reactor.callLater(0.001, reactor.stop)


def failed(failure):
    print(failure.getBriefTraceback())
    reactor.stop()


loop = task.LoopingCall(run_every_while)
loop.start(0.001).addCallback(done).addErrback(failed)
reactor.run()
