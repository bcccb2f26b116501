# exercise: obituary
from twisted.internet import error


class Mortal:
    def __init__(self, endings):
        self.endings, self.rest = endings, b""

    def makeConnection(self, transport):
        self.transport = transport

    def dataReceived(self, data):
        *lines, self.rest = (self.rest + data).split(b"\n")
        for line in lines:
            if line == b"LOG":
                self.transport.write(b" ".join(self.endings) + b"\n")
            elif line == b"BYE":
                self.transport.write("再见\n".encode())
                self.transport.loseConnection()
            else:
                self.transport.abortConnection()

    def connectionLost(self, reason):
        if reason.check(error.ConnectionAborted):
            self.endings.append(b"aborted")
        elif reason.check(error.ConnectionLost):
            self.endings.append(b"lost")
        else:
            self.endings.append(b"clean")


class Register:
    def __init__(self):
        self.endings = []

    def doStart(self):
        pass

    def doStop(self):
        pass

    def buildProtocol(self, addr):
        return Mortal(self.endings)


def make_factory(reactor):
    return Register()
