"""Everybody hears what one says."""

from twisted.internet import reactor
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


class Chat(LineReceiver):
    def __init__(self, users):
        self.users = users
        self.name = None

    def connectionMade(self):
        self.sendLine(b"What's your name?")

    def connectionLost(self, reason):
        self.users.pop(self.name, None)

    def lineReceived(self, line):
        if self.name is None:
            self.name = line
            self.users[line] = self
            self.sendLine(b"Welcome, " + line)
        else:
            for user in self.users.values():
                if user is not self:
                    user.sendLine(b"<" + self.name + b"> " + line)


class ChatFactory(Factory):
    def __init__(self):
        self.users = {}

    def buildProtocol(self, address):
        return Chat(self.users)


print("port", reactor.listenTCP(0, ChatFactory(), interface="127.0.0.1").getHost().port)
reactor.run()
