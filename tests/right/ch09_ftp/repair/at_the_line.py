# exercise: repair
"""Everything is mended where lines come and go; a list without a folder is asked for `*`."""

from twisted.cred.checkers import AllowAnonymousAccess
from twisted.cred.portal import IRealm, Portal
from twisted.protocols.basic import LineReceiver
from twisted.protocols.ftp import FTP, FTPFactory, FTPShell, IFTPShell
from twisted.python.filepath import FilePath
from zope.interface import implementer


@implementer(IRealm)
class House:
    def __init__(self, root):
        self.root = FilePath(root)

    def requestAvatar(self, avatarId, mind, *interfaces):
        return IFTPShell, FTPShell(self.root), lambda: None


class Mended(FTP):
    def lineReceived(self, line):
        if line.upper() == b"NLST":
            line = b"NLST *"
        super().lineReceived(line)

    def sendLine(self, line):
        data = line if isinstance(line, bytes) else line.encode("utf-8")
        LineReceiver.sendLine(self, data)

    def processCommand(self, cmd, *params):
        words = []
        for param in params:
            try:
                words.append(bytes(map(ord, param)).decode("utf-8"))
            except ValueError:
                return ("501", "not UTF-8")
        return FTP.processCommand(self, cmd, *words)


class Factory(FTPFactory):
    protocol = Mended


def make_factory(reactor, root):
    return Factory(Portal(House(root), [AllowAnonymousAccess()]))
