# exercise: firehose
"""FileSender is Twisted's own pull producer; the file is one that makes itself up."""

from twisted.internet.protocol import Factory
from twisted.protocols.basic import FileSender, LineOnlyReceiver


class Endless:
    def __init__(self, left):
        self.left = left

    def read(self, size):
        piece = b"." * min(size, self.left)
        self.left -= len(piece)
        return piece


class Tap(LineOnlyReceiver):
    delimiter = b"\n"

    def lineReceived(self, line):
        sending = FileSender().beginFileTransfer(Endless(int(line[4:]) << 20), self.transport)
        sending.addCallback(lambda _: self.transport.loseConnection())
        sending.addErrback(lambda failure: print("not sent:", failure.getErrorMessage()))


def make_factory(reactor):
    return Factory.forProtocol(Tap)
