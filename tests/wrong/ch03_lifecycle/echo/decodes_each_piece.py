# exercise: echo
# rejected by: bytes_are_not_text
from twisted.internet.protocol import Factory, Protocol


class Echo(Protocol):
    def dataReceived(self, data):
        self.transport.write(data.decode().encode())


def make_factory(reactor):
    return Factory.forProtocol(Echo)
