# exercise: plain
from twisted.internet.interfaces import IProtocol, IProtocolFactory
from zope.interface import classImplements, implementer


class Quiet:
    def connectionMade(self):
        pass

    def connectionLost(self, reason=None):
        pass


class Plain(Quiet):
    def __init__(self, hall):
        self.hall = hall

    def makeConnection(self, transport):
        print("connected", transport)
        self.transport, self.hall.here = transport, self.hall.here + 1
        transport.write(b"%d here\n" % self.hall.here)

    def dataReceived(self, data):
        self.transport.write(data.upper())

    def connectionLost(self, reason=None):
        self.hall.here -= 1


classImplements(Plain, IProtocol)


@implementer(IProtocolFactory)
class Hall:
    here = 0

    def doStart(self):
        pass

    def doStop(self):
        pass

    def buildProtocol(self, addr):
        return Plain(self)


def make_factory(reactor):
    return Hall()
