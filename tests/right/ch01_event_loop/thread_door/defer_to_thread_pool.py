# exercise: thread_door
from twisted.internet.threads import deferToThreadPool


def in_thread(reactor, work, *args):
    return deferToThreadPool(reactor, reactor.getThreadPool(), work, *args)
