# exercise: daytime
import time

from twisted.internet import protocol


def make_factory(reactor):
    class Daytime(protocol.Protocol):
        def connectionMade(self):
            line = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(reactor.seconds()))
            print(line)
            self.transport.write(line.encode("ascii") + b"\r\n")
            self.transport.loseConnection()

    return protocol.Factory.forProtocol(Daytime)
