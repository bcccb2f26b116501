# exercise: key_value
# rejected by: cuts_do_not_matter
from twisted.internet.protocol import Factory, Protocol


class KeyValue(Protocol):
    MAX_LINE = 8192

    def connectionMade(self) -> None:
        self._rest = ""

    def dataReceived(self, data: bytes) -> None:
        try:
            self._rest += data.decode("utf-8")
        except UnicodeDecodeError:
            self.transport.write(b"ERR not utf-8\n")
            return
        *lines, self._rest = self._rest.split("\n")
        for line in lines:
            key, colon, value = line.removesuffix("\r").partition(":")
            reply = f"OK {key}={value}\n" if colon else "ERR no colon\n"
            self.transport.write(reply.encode())
        if len(self._rest) > self.MAX_LINE:
            self.transport.loseConnection()


def make_factory(reactor):
    return Factory.forProtocol(KeyValue)
