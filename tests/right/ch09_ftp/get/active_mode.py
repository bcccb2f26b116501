# exercise: get
"""Active mode: the server connects to the client, which listens for each transfer."""

import re

from twisted.internet.defer import inlineCallbacks
from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol
from twisted.internet.protocol import Protocol
from twisted.protocols.ftp import FTPClient

PLAIN_FILE = re.compile(rb"^-(?:\S+\s+){8}(.*?)\r?$", re.MULTILINE)


class Body(Protocol):
    def __init__(self):
        self.content = b""

    def dataReceived(self, data):
        self.content += data


@inlineCallbacks
def get(reactor, host, port, user, password):
    endpoint = TCP4ClientEndpoint(reactor, host, port)
    ftp = yield connectProtocol(endpoint, FTPClient(user, password, passive=0))
    try:
        listing, files = Body(), {}
        yield ftp.list("", listing)
        for name in PLAIN_FILE.findall(listing.content):
            body = Body()
            yield ftp.retrieveFile(name.decode("latin-1"), body)
            files[name.decode()] = body.content
        yield ftp.quit()
    finally:
        ftp.transport.loseConnection()
    return files
