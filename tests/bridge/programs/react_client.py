"""A client of endpoints, run by react."""

import sys

from twisted.internet import defer, endpoints, protocol, task


class Greeter(protocol.Protocol):
    def connectionMade(self):
        self.transport.write(b"good day\r\n")
        self.transport.loseConnection()


class Reader(protocol.Protocol):
    def __init__(self):
        self.got = b""
        self.done = defer.Deferred()

    def dataReceived(self, data):
        self.got += data

    def connectionLost(self, reason):
        self.done.callback(self.got)


async def main(reactor, *names):
    server = endpoints.serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await server.listen(protocol.Factory.forProtocol(Greeter))
    client = endpoints.clientFromString(reactor, f"tcp:127.0.0.1:{port.getHost().port}")
    reader = await endpoints.connectProtocol(client, Reader())
    print("got", await reader.done, *names)


if __name__ == "__main__":
    task.react(main, sys.argv[:0])
