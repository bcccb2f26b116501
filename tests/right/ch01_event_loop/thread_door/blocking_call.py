# exercise: thread_door
from threading import Thread
from typing import Any, Callable

from twisted.internet.defer import Deferred
from twisted.internet.threads import blockingCallFromThread


def in_thread(reactor, work: Callable[..., Any], *args: Any) -> Deferred[Any]:
    answer: Deferred[Any] = Deferred()

    class Work(Thread):
        def run(self) -> None:
            try:
                fire, outcome = answer.callback, work(*args)
            except Exception as error:
                fire, outcome = answer.errback, error
            blockingCallFromThread(reactor, fire, outcome)

    Work(daemon=True).start()
    return answer
