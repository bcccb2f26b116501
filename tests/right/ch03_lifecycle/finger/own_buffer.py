# exercise: finger
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer


@implementer(IHalfCloseableProtocol)
class Finger(Protocol):
    def __init__(self, plans):
        self.plans, self.came = plans, b""

    def dataReceived(self, data):
        if self.came is None:
            return
        self.came += data
        if b"\n" in self.came:
            query = self.came.split(b"\n")[0].rstrip(b"\r")
            self.came = None
            self.transport.writeSequence([line + b"\r\n" for line in self.answer(query)])
            self.transport.loseConnection()

    def answer(self, query):
        if b"@" in query:
            return [b"forwarding is denied"]
        words = query.split(b" ")
        if words[0] == b"/W":
            words = words[1:]
        name = b" ".join(words)
        if not name:
            return sorted(each.encode() for each in self.plans)
        for each, plan in self.plans.items():
            if each.encode() == name:
                return plan.encode().split(b"\n")
        return [name + b": nobody of that name"]

    def readConnectionLost(self):
        self.transport.loseConnection()

    def writeConnectionLost(self):
        pass


def make_factory(reactor, plans):
    factory = Factory()
    factory.buildProtocol = lambda addr: Finger(plans)
    return factory
