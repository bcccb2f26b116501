# exercise: finger
from twisted.internet.defer import Deferred
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Finger(LineReceiver):
    def lineReceived(self, line):
        self.setRawMode()
        self.done = Deferred.fromCoroutine(self.reply(line.decode("utf-8", "replace")))

    def rawDataReceived(self, data):
        print("not answered:", data)

    async def reply(self, query):
        text = await self.factory.look_up(query)
        for line in text.split("\n"):
            self.sendLine(line.encode())
        self.transport.loseConnection()


class Directory(Factory):
    protocol = Finger

    def __init__(self, plans):
        self.plans = plans

    async def look_up(self, query):
        match [word for word in query.split(" ") if word]:
            case [*_, last] if "@" in last:
                return "forwarding is denied"
            case [] | ["/W"]:
                return "\n".join(sorted(self.plans))
            case ["/W", *rest] | rest:
                name = " ".join(rest)
                return self.plans.get(name, name + ": nobody of that name")


def make_factory(reactor, plans):
    return Directory(plans)
