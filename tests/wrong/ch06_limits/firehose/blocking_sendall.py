# exercise: firehose
# rejected by: a_quick_one_does_not_wait
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver

MIB = 1 << 20


class Tap(LineReceiver):
    delimiter = b"\n"

    def lineReceived(self, line):
        sock = self.transport.getHandle()
        sock.setblocking(True)
        for _ in range(int(line.removeprefix(b"GET "))):
            sock.sendall(b"~" * MIB)
        self.transport.loseConnection()


def make_factory(reactor):
    return Factory.forProtocol(Tap)
