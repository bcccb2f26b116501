# exercise: hello
"""A server that greets each visitor, then hangs up.

Run it:    python hello.py
Visit it:  curl telnet://127.0.0.1:PORT    (the program prints PORT)
"""

from twisted.internet import defer, endpoints, protocol, task


class Hello(protocol.Protocol):
    def connectionMade(self) -> None:
        # YOUR TURN: send `hello` and a line end as bytes, then hang up.
        self.transport.write(b"hello\r\n")
        self.transport.loseConnection()


def make_factory(reactor) -> protocol.Factory:
    return protocol.Factory.forProtocol(Hello)


async def main(reactor) -> None:
    door = endpoints.serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"Visit me: curl telnet://127.0.0.1:{port.getHost().port}")
    await defer.Deferred()


if __name__ == "__main__":
    task.react(main)
