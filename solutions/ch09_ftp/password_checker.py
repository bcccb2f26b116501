# exercise: password_checker
"""An FTP server that knows its people by name and password; each has a folder.

Run it:    python password_checker.py
Visit it:  curl ftp://ada:s3cret@127.0.0.1:2121/hello.txt
"""

import hashlib
import hmac
import os
import tempfile
from pathlib import Path

from twisted.cred.checkers import ICredentialsChecker
from twisted.cred.credentials import IUsernamePassword
from twisted.cred.error import UnauthorizedLogin
from twisted.cred.portal import Portal
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.threads import deferToThreadPool
from twisted.protocols.ftp import FTPFactory, FTPRealm
from zope.interface import implementer


def make_digest(password: bytes, salt: bytes) -> bytes:
    """Return what is kept of a password; takes about 50 ms of CPU, on purpose."""
    return hashlib.scrypt(password, salt=salt, n=2**14, r=8, p=1)


# YOUR TURN: write a checker that makes digests in a thread, and `make_factory`, which uses it.
@implementer(ICredentialsChecker)
class PasswordChecker:
    """Knows of each person a salt and a digest, and of nobody the password."""

    credentialInterfaces = (IUsernamePassword,)

    def __init__(self, reactor, users: dict[str, tuple[bytes, bytes]]) -> None:
        self._reactor, self._users = reactor, users
        self._nobody = (os.urandom(16), os.urandom(64))  # a digest that nothing has

    async def requestAvatarId(self, credentials) -> str:
        """Return the person's name, or raise `UnauthorizedLogin`."""
        name = credentials.username.encode("latin-1").decode("utf-8", "replace")
        password = credentials.password.encode("latin-1")
        salt, digest = self._users.get(name, self._nobody)
        pool = self._reactor.getThreadPool()
        offered = await deferToThreadPool(self._reactor, pool, make_digest, password, salt)
        if not hmac.compare_digest(offered, digest):
            raise UnauthorizedLogin
        return name


def make_factory(reactor, root: str, users: dict[str, tuple[bytes, bytes]]) -> FTPFactory:
    """Return a server for the people in *users*; the folder of ada is ``<root>/ada``.

    *users* maps a name to a salt, and to the digest of the password with that salt.
    All others are told 530; so is a name that is no UTF-8.
    """
    return FTPFactory(Portal(FTPRealm(root, userHome=root), [PasswordChecker(reactor, users)]))


# END OF YOUR TURN


async def main(reactor) -> None:
    """Serve one person, ada, whose password is s3cret, until Ctrl-C."""
    home, salt = Path(tempfile.mkdtemp(), "ada"), os.urandom(16)
    home.mkdir()
    (home / "hello.txt").write_text("Hello, Ada.\n")
    users = {"ada": (salt, make_digest(b"s3cret", salt))}
    factory = make_factory(reactor, str(home.parent), users)
    port = await serverFromString(reactor, "tcp:2121:interface=127.0.0.1").listen(factory)
    print(f"{home} is served on {port.getHost()}.")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
