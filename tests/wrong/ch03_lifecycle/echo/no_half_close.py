# exercise: echo
# rejected by: the_last_words_come_back
from twisted.internet.protocol import Factory, Protocol


class Echo(Protocol):
    def dataReceived(self, data):
        self.transport.write(data)


def make_factory(reactor):
    return Factory.forProtocol(Echo)
