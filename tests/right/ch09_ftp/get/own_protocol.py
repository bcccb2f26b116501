# exercise: get
"""Without FTPClient: a client of its own, which asks for machine-readable lists with MLSD."""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol
from twisted.internet.protocol import Protocol
from twisted.protocols.basic import LineReceiver
from twisted.protocols.ftp import FTPError


class Control(LineReceiver):
    def __init__(self):
        self.waiting = Deferred()
        self.replies = []

    def lineReceived(self, line):
        if line[:3].isdigit() and line[3:4] == b" ":
            if self.waiting is None:
                self.replies.append(line)
            else:
                waiting, self.waiting = self.waiting, None
                waiting.callback(line)

    async def reply(self):
        if self.replies:
            line = self.replies.pop(0)
        else:
            self.waiting = Deferred()
            line = await self.waiting
        if line[:1] in b"45":
            raise FTPError(line.decode("utf-8"))
        return line.decode("utf-8")

    async def ask(self, command):
        self.sendLine(command.encode("utf-8"))
        return await self.reply()

    async def transfer(self, reactor, host, command):
        port = int((await self.ask("EPSV")).split("|")[3])
        body = Body()
        await connectProtocol(TCP4ClientEndpoint(reactor, host, port), body)
        await self.ask(command)
        content = await body.whole
        await self.reply()
        return content


class Body(Protocol):
    def __init__(self):
        self.pieces, self.whole = [], Deferred()

    def dataReceived(self, data):
        self.pieces.append(data)

    def connectionLost(self, reason):
        self.whole.callback(b"".join(self.pieces))


async def get(reactor, host, port, user, password):
    ftp = Control()
    await connectProtocol(TCP4ClientEndpoint(reactor, host, port), ftp)
    try:
        await ftp.waiting
        for command in f"USER {user}", f"PASS {password}", "TYPE I":
            await ftp.ask(command)
        listing = (await ftp.transfer(reactor, host, "MLSD")).decode("utf-8")
        files = {}
        for facts, _, name in (line.partition(" ") for line in listing.splitlines()):
            if "type=file" in facts.split(";"):
                files[name] = await ftp.transfer(reactor, host, f"RETR {name}")
        await ftp.ask("QUIT")
        return files
    finally:
        ftp.transport.loseConnection()
