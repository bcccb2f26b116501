# exercise: key_value
from codecs import getincrementaldecoder

from twisted.internet.protocol import Factory, Protocol


def answer(line: str) -> bytes:
    if line.endswith("\r"):
        line = line[:-1]
    try:
        key, value = line.encode().decode().split(":", 1)
    except UnicodeError:
        return b"ERR not utf-8"
    except ValueError:
        return b"ERR no colon"
    return f"OK {key}={value}".encode()


class KeyValue(Protocol):
    def connectionMade(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")("surrogateescape")
        self._rest = ""

    def dataReceived(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + self._decoder.decode(data)).split("\n")
        for line in lines:
            self.transport.write(answer(line) + b"\n")
        if len(self._rest) > 8000:
            self.transport.loseConnection()


def make_factory(reactor):
    return Factory.forProtocol(KeyValue)
