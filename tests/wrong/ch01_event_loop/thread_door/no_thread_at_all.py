# exercise: thread_door
# rejected by: the_reactor_is_not_held_up
from twisted.internet.defer import maybeDeferred


def in_thread(reactor, work, *args):
    return maybeDeferred(work, *args)
