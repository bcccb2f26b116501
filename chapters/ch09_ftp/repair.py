# exercise: repair
# built 15d88b84081bf4e3 from solutions/ch09_ftp/repair.py
# Your own copy, to write in and to run: my/ch09_ftp/repair.py
if __name__ == "__main__":
    raise SystemExit("Write in your own copy, and run that: my/ch09_ftp/repair.py")
"""An FTP server for a whole house: everybody may read and write, in any script.

Run it:    python repair.py
Visit it:  lftp -e "mirror -R my_folder ." ftp://127.0.0.1:2121
"""

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


# YOUR TURN: build `make_factory`: an FTPFactory whose protocol is FTP, repaired.
def make_factory(reactor, root: str) -> FTPFactory:
    """Return a server of the folder *root* for everybody, who come as ``anonymous``.

    Names travel as UTF-8, both ways. ``NLST`` alone lists the folder where the visitor is.
    What is no UTF-8 is answered with an error.
    """
    raise NotImplementedError


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
