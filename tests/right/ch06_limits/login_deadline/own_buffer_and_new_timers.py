# exercise: login_deadline
from twisted.internet.protocol import Factory, Protocol


class Login(Protocol):
    LIMIT = 16384  # bytes in a line

    def __init__(self, reactor):
        self.reactor, self.rest, self.answer, self.timer = reactor, b"", self.greet, None

    def connectionMade(self):
        self.wait()

    def wait(self):
        self.stop()
        self.timer = self.reactor.callLater(1.0, self.late)

    def stop(self):
        timer, self.timer = self.timer, None
        if timer is not None:
            timer.cancel()

    def late(self):
        self.timer = None
        print("too late")
        self.transport.abortConnection()

    def dataReceived(self, data):
        *lines, self.rest = (self.rest + data).split(b"\n")
        if len(self.rest) > self.LIMIT:
            self.transport.abortConnection()
        for line in lines:
            self.wait()
            self.answer(line)

    def greet(self, name):
        self.transport.write(b"hello %s\n" % name)
        self.answer = self.pong

    def pong(self, line):
        self.transport.write(b"pong\n")

    def connectionLost(self, reason):
        self.stop()


class LoginFactory(Factory):
    def __init__(self, reactor):
        self.reactor = reactor

    def buildProtocol(self, addr):
        return Login(self.reactor)


def make_factory(reactor):
    return LoginFactory(reactor)
