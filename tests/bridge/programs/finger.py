"""A finger server, as the tutorial ends with."""

from twisted.internet import defer, endpoints, protocol, reactor
from twisted.protocols import basic


class FingerProtocol(basic.LineReceiver):
    def lineReceived(self, user):
        answer = self.factory.getUser(user)
        answer.addErrback(lambda failure: b"Internal error in server")
        answer.addCallback(self.write_response)

    def write_response(self, message):
        self.transport.write(message + b"\r\n")
        self.transport.loseConnection()


class FingerFactory(protocol.ServerFactory):
    protocol = FingerProtocol

    def __init__(self, users):
        self.users = users

    def getUser(self, user):
        return defer.succeed(self.users.get(user, b"No such user"))


finger = endpoints.serverFromString(reactor, "tcp:0:interface=127.0.0.1")
listening = finger.listen(FingerFactory({"zoë".encode(): b"Happy and well"}))
listening.addCallback(lambda port: print("port", port.getHost().port))
reactor.run()
