# exercise: relay
from twisted.internet.interfaces import IPushProducer
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


@implementer(IPushProducer)
class Outlet:
    """What waits for one transport, as one bytearray."""

    def __init__(self, transport, limit):
        self.transport, self.limit = transport, limit
        self.waiting, self.open = bytearray(), True
        transport.registerProducer(self, True)

    def put(self, data):
        if self.open:
            self.transport.write(data)
            return True
        self.waiting += data
        return len(self.waiting) <= self.limit

    def pauseProducing(self):
        self.open = False

    def resumeProducing(self):
        self.open = True
        waiting, self.waiting = bytes(self.waiting), bytearray()
        if waiting:
            self.transport.write(waiting)

    def stopProducing(self):
        self.waiting.clear()


class Member(Protocol):
    def connectionMade(self):
        self.rest = b""
        self.outlet = Outlet(self.transport, self.factory.limit)
        self.factory.members.append(self)

    def dataReceived(self, data):
        *lines, self.rest = (self.rest + data).split(b"\n")
        if lines:
            self.factory.tell(b"\n".join([*lines, b""]), self)

    def connectionLost(self, reason):
        if self in self.factory.members:
            self.factory.members.remove(self)


class Relay(Factory):
    protocol = Member

    def __init__(self, limit):
        self.limit, self.members = limit, []

    def tell(self, said, speaker):
        for member in list(self.members):
            if member is not speaker and not member.outlet.put(said):
                self.members.remove(member)
                member.transport.abortConnection()


def make_factory(reactor, limit):
    return Relay(limit)
