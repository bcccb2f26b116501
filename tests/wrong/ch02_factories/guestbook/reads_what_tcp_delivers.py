# exercise: guestbook
# rejected by: a_name_may_come_in_pieces
from twisted.internet.protocol import Factory, Protocol


class Visit(Protocol):
    def dataReceived(self, data):
        self.factory.count += 1
        answer = b"You are visitor %d, %s.\r\n" % (self.factory.count, data.strip())
        self.transport.write(answer)
        self.transport.loseConnection()


class Guestbook(Factory):
    protocol = Visit
    count = 0


def make_factory(reactor):
    return Guestbook()
