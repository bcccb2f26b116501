# exercise: firehose
# rejected by: slow_readers_cost_little
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver

MIB = 1 << 20


class Tap(LineReceiver):
    delimiter = b"\n"

    def lineReceived(self, line):
        self.left = int(line.removeprefix(b"GET ")) * 4
        self.go_on()

    def go_on(self):
        self.transport.write(b"~" * (MIB // 4))
        self.left -= 1
        if self.left and self.connected:
            self.factory.reactor.callLater(0, self.go_on)
        else:
            self.transport.loseConnection()


def make_factory(reactor):
    factory = Factory.forProtocol(Tap)
    factory.reactor = reactor
    return factory
