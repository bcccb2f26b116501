# exercise: guestbook
# earns: 6 of 6
# Right, without LineReceiver.

from twisted.internet import protocol


class Visit(protocol.Protocol):
    def connectionMade(self):
        self._buf = b""

    def dataReceived(self, data):
        self._buf += data
        if b"\r\n" in self._buf and not self.transport.disconnecting:
            name = self._buf.split(b"\r\n")[0]
            self.factory.names.append(name)
            number = str(len(self.factory.names)).encode()
            self.transport.writeSequence([b"You are visitor ", number, b", ", name, b".\r\n"])
            self.transport.loseConnection()


def make_factory(reactor):
    factory = protocol.ServerFactory.forProtocol(Visit)
    factory.names = []
    return factory
