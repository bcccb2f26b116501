# exercise: guestbook
from twisted.internet.protocol import Factory
from twisted.protocols.stateful import StatefulProtocol


class Visit(StatefulProtocol):
    name = b""

    def getInitialState(self):
        return self.one_byte, 1

    def one_byte(self, byte):
        self.name += byte
        if self.name.endswith(b"\r\n"):
            self.factory.count += 1
            self.transport.write(
                b"You are visitor %d, %s.\r\n" % (self.factory.count, self.name[:-2])
            )
            self.transport.loseConnection()


class Guestbook(Factory):
    protocol = Visit
    count = 0


def make_factory(reactor):
    return Guestbook()
