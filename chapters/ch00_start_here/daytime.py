# exercise: daytime
# built abb13c7b6b97ddc4 from solutions/ch00_start_here/daytime.py
# Your own copy, to write in and to run: my/ch00_start_here/daytime.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch00_start_here/daytime.py")
"""Tell the date and the time to whoever connects: the daytime protocol, RFC 867.

Run it:  python daytime.py
Ask it:  curl telnet://127.0.0.1:PORT    (the program prints PORT)
"""

from datetime import UTC, datetime

from twisted.internet import defer, endpoints, protocol, task


class Daytime(protocol.Protocol):
    # YOUR TURN: send a line such as `2026-11-23 16:20:00 UTC`, then hang up.
    def connectionMade(self) -> None:
        raise NotImplementedError


def make_factory(reactor) -> protocol.Factory:
    factory = protocol.Factory.forProtocol(Daytime)
    factory.clock = reactor  # `clock.seconds()`: since the beginning of 1970, in UTC
    return factory


async def main(reactor) -> None:
    door = endpoints.serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"Ask me: curl telnet://127.0.0.1:{port.getHost().port}")
    await defer.Deferred()


if __name__ == "__main__":
    task.react(main)
