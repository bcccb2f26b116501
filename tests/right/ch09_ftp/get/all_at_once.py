# exercise: get
"""All transfers are asked for at once: the client keeps them in a queue."""

from io import BytesIO

from twisted.internet.defer import gatherResults
from twisted.internet.endpoints import HostnameEndpoint, connectProtocol
from twisted.internet.protocol import Protocol
from twisted.protocols.ftp import FTPClient, FTPFileListProtocol


class Body(Protocol):
    def __init__(self):
        self.file = BytesIO()

    def dataReceived(self, data):
        self.file.write(data)


class Listing(FTPFileListProtocol):
    def addFile(self, info):
        if info["filetype"] == "-":
            self.files.append(info["filename"])


async def get(reactor, host, port, user, password):
    ftp = await connectProtocol(HostnameEndpoint(reactor, host, port), FTPClient(user, password))
    try:
        listing = Listing()
        await ftp.list(None, listing)
        bodies = [Body() for _ in listing.files]
        transfers = map(ftp.retrieveFile, listing.files, bodies)
        await gatherResults(transfers, consumeErrors=True)
    finally:
        ftp.transport.abortConnection()
    names = [name.encode("latin-1").decode("utf-8") for name in listing.files]
    return {name: body.file.getvalue() for name, body in zip(names, bodies)}
