# exercise: get
"""The same with callbacks, a client factory and a transfer at a time."""

from twisted.internet.defer import Deferred, succeed
from twisted.internet.protocol import ClientCreator, Protocol
from twisted.protocols.ftp import FTPClient, FTPFileListProtocol


class Body(Protocol):
    def __init__(self):
        self.kept = bytearray()

    def dataReceived(self, data):
        self.kept += data


def get(reactor, host, port, user, password):
    connected = ClientCreator(reactor, FTPClient, user, password).connectTCP(host, port)
    return connected.addCallback(visit)


def visit(ftp):
    def leave(result):
        ftp.transport.loseConnection()
        return result

    listing = FTPFileListProtocol()
    listed = ftp.list("", listing)
    listed.addCallback(lambda _: download(ftp, listing.files, {}))
    return listed.addBoth(leave)


def download(ftp, entries, files) -> Deferred:
    if not entries:
        return succeed(files)
    entry, *others = entries
    if entry["filetype"] != "-":
        return download(ftp, others, files)
    body = Body()

    def keep(_):
        files[entry["filename"].encode("latin-1").decode()] = bytes(body.kept)
        return download(ftp, others, files)

    return ftp.retrieveFile(entry["filename"], body).addCallback(keep)
