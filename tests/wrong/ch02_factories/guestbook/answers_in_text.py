# exercise: guestbook
# rejected by: a_visitor_is_told_a_number
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Visit(LineReceiver):
    def lineReceived(self, line):
        self.factory.count += 1
        self.sendLine(f"You are visitor {self.factory.count}, {line.decode()}.")
        self.transport.loseConnection()


class Guestbook(Factory):
    protocol = Visit
    count = 0


def make_factory(reactor):
    return Guestbook()
