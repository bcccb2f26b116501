# exercise: firehose
# rejected by: slow_readers_cost_little
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver

MIB = 1 << 20


class Tap(LineReceiver):
    delimiter = b"\n"

    def lineReceived(self, line):
        n = int(line.removeprefix(b"GET "))
        self.transport.write(b"~" * (n * MIB))
        self.transport.loseConnection()


def make_factory(reactor):
    return Factory.forProtocol(Tap)
