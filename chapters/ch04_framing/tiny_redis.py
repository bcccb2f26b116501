# exercise: tiny_redis
# built 38f0554a1e43c11f from solutions/ch04_framing/tiny_redis.py
# Your own copy, to write in and to run: my/ch04_framing/tiny_redis.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch04_framing/tiny_redis.py")
"""A small Redis: it keeps values, counts, and forgets in time. The real `redis-cli` can use it.

Run it:  python tiny_redis.py    Try it:  redis-cli -p PORT set 城市 北京
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


# YOUR TURN: build `make_factory`; the chapter says what its clients may ask.
def make_factory(reactor) -> Factory:
    """Return a server that speaks RESP2; its time is that of *reactor*."""
    raise NotImplementedError


async def main(reactor) -> None:
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"Keeping values: redis-cli -p {port.getHost().port}")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
