# exercise: get
# rejected by: a_long_file_comes_whole
"""The article's client, its import corrected: it calls `login`, and waits for `fileReceived`."""

from twisted.internet.defer import Deferred
from twisted.internet.protocol import ClientFactory
from twisted.protocols.ftp import FTPClient


class Client(FTPClient):
    def connectionMade(self):
        self.login(self.factory.user, self.factory.password)

    def fileReceived(self, name, content):
        self.factory.files[name] = content

    def disconnected(self):
        self.factory.done.callback(self.factory.files)


async def get(reactor, host, port, user, password):
    factory = ClientFactory.forProtocol(Client)
    factory.user, factory.password = user, password
    factory.files, factory.done = {}, Deferred()
    reactor.connectTCP(host, port, factory)
    return await factory.done
