# exercise: hello
# built 268c523511a8ec3b from solutions/ch00_start_here/hello.py
# Your own copy, to write in and to run: my/ch00_start_here/hello.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch00_start_here/hello.py")
"""A server that greets each visitor, then hangs up.

Run it:    python hello.py
Visit it:  curl telnet://127.0.0.1:PORT    (the program prints PORT)
"""

from twisted.internet import defer, endpoints, protocol, task


class Hello(protocol.Protocol):
    def connectionMade(self) -> None:
        # YOUR TURN: send `hello` and a line end as bytes, then hang up.
        raise NotImplementedError


def make_factory(reactor) -> protocol.Factory:
    return protocol.Factory.forProtocol(Hello)


async def main(reactor) -> None:
    door = endpoints.serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"Visit me: curl telnet://127.0.0.1:{port.getHost().port}")
    await defer.Deferred()


if __name__ == "__main__":
    task.react(main)
