# exercise: drain
# built 9441f5cd9dd23279 from solutions/ch06_limits/drain.py
# Your own copy, to write in and to run: my/ch06_limits/drain.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch06_limits/drain.py")
r"""A server that goes without breaking its word.

Run it:  python drain.py
Try it:  printf 'WORK 12\n' | nc 127.0.0.1 PORT    (the program prints PORT, and drains after 10 s)
"""

from twisted.internet.defer import CancelledError, Deferred, DeferredList
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory
from twisted.internet.task import deferLater
from twisted.protocols.basic import LineOnlyReceiver


# YOUR TURN: build `make_factory`, whose factory has a method `drain(grace)`, and its protocol.
# A line `WORK n` is a job of n whole seconds, and then `done`; a client may have several at once.
# `drain` lets them work for up to `grace` seconds, but begins no new one: the answer is `closing`.
# Then hang up on all. After `drain` has begun, hang up on each new client, too.
# It returns a Deferred (or is a coroutine) of the number of jobs that were not done.
# A job of a client who is gone ends with the connection.
def make_factory(reactor) -> Factory:
    """Return a factory that has not been drained."""
    raise NotImplementedError


async def main(reactor) -> None:
    """Work for ten seconds, then drain for five."""
    factory = make_factory(reactor)
    port = await serverFromString(reactor, "tcp:0:interface=127.0.0.1").listen(factory)
    print(f"printf 'WORK 12\\n' | nc 127.0.0.1 {port.getHost().port}")
    await deferLater(reactor, 10)
    print(await factory.drain(5), "not done")


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
