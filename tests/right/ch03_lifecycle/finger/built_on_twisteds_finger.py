# exercise: finger
from twisted.internet.protocol import Factory
from twisted.protocols.finger import Finger


class Plans(Finger):
    def lineReceived(self, line):
        line = line.strip(b" ")
        if line == b"/W":
            line = b""
        super().lineReceived(line)

    def say(self, text):
        self.transport.write(b"".join(t.encode() + b"\r\n" for t in text.split("\n")))
        self.transport.loseConnection()

    def getDomain(self, slash_w):
        self.say("\n".join(sorted(self.factory.plans)))

    def getUser(self, slash_w, user):
        name = user.decode("utf-8", "replace")
        self.say(self.factory.plans.get(name, f"{name}: nobody of that name"))

    def forwardQuery(self, slash_w, user, host):
        self.say("forwarding is denied")


def make_factory(reactor, plans):
    factory = Factory.forProtocol(Plans)
    factory.plans = plans
    return factory
