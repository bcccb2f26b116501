# exercise: transport_pair
from twisted.internet.error import ConnectionDone
from twisted.internet.interfaces import IHalfCloseableProtocol
from twisted.python.failure import Failure


class MemoryTransport:
    pass


def join(clock, one, other):
    over = set()

    def end(protocol):
        if protocol not in over:
            over.add(protocol)
            protocol.connectionLost(Failure(ConnectionDone()))

    def end_both():
        end(one)
        end(other)

    def end_of_stream(protocol):
        if IHalfCloseableProtocol.providedBy(protocol):
            protocol.readConnectionLost()
        else:
            clock.callLater(0, end_both)

    def transport(to):
        silent = []
        made = MemoryTransport()

        def write(data):
            if not silent and not over:
                clock.callLater(0, lambda: to in over or to.dataReceived(data))

        def lose_write():
            silent.append("half-closed")
            clock.callLater(0, end_of_stream, to)

        def lose():
            silent.append("closed")
            clock.callLater(0, end_both)

        made.write, made.loseWriteConnection, made.loseConnection = write, lose_write, lose
        return made

    one.makeConnection(transport(other))
    other.makeConnection(transport(one))
