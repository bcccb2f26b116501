# exercise: repair
"""The encoding is an attribute, though a private one."""

import tempfile

from twisted.cred.checkers import AllowAnonymousAccess
from twisted.cred.portal import IRealm, Portal
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.protocols.ftp import FTP, CmdArgSyntaxError, FTPFactory, FTPShell, IFTPShell
from twisted.python.filepath import FilePath
from zope.interface import implementer


@implementer(IRealm)
class House:
    """Gives every visitor the same folder, to read and to write."""

    def __init__(self, root: str) -> None:
        self._root = FilePath(root)

    def requestAvatar(self, avatarId, mind, *interfaces):
        """Return what a visitor may use, and what to call when they leave."""
        return IFTPShell, FTPShell(self._root), lambda: None


class RepairedFTP(FTP):
    """FTP with names in UTF-8, and a list for who names no folder."""

    FEATURES = (*FTP.FEATURES, "UTF8")

    _encoding = "utf-8"

    def lineReceived(self, line):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            return self.sendLine("501 Names must be UTF-8.")
        super().lineReceived(line)

    def ftp_NLST(self, path="*"):
        return super().ftp_NLST(path)


def make_factory(reactor, root: str) -> FTPFactory:
    """Return a server of the folder *root* for everybody, who come as ``anonymous``.

    Names travel as UTF-8, both ways. ``NLST`` alone lists the folder where the visitor is.
    What is no UTF-8 is answered with an error.
    """
    factory = FTPFactory(Portal(House(root), [AllowAnonymousAccess()]))
    factory.protocol = RepairedFTP
    return factory




async def main(reactor) -> None:
    """Serve a new folder to this machine until Ctrl-C."""
    root = tempfile.mkdtemp()
    endpoint = serverFromString(reactor, "tcp:2121:interface=127.0.0.1")
    port = await endpoint.listen(make_factory(reactor, root))
    print(f"{root} is served on {port.getHost()}.")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
