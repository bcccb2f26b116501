# exercise: password_checker
# rejected by: strangers_cost_as_much_as_friends
"""Makes a salt and a digest for a stranger anew: that takes longer, and a clock can tell."""

import hashlib
import hmac
import os

from twisted.cred.checkers import ICredentialsChecker
from twisted.cred.credentials import IUsernamePassword
from twisted.cred.error import UnauthorizedLogin
from twisted.cred.portal import Portal
from twisted.internet.threads import deferToThreadPool
from twisted.protocols.ftp import FTPFactory, FTPRealm
from zope.interface import implementer


def make_digest(password: bytes, salt: bytes) -> bytes:
    return hashlib.scrypt(password, salt=salt, n=2**14, r=8, p=1)


@implementer(ICredentialsChecker)
class PasswordChecker:
    credentialInterfaces = (IUsernamePassword,)

    def __init__(self, reactor, users: dict[str, tuple[bytes, bytes]]) -> None:
        self._reactor = reactor
        self._users = users

    async def _stranger(self):
        pool, salt = self._reactor.getThreadPool(), os.urandom(16)
        digest = await deferToThreadPool(self._reactor, pool, make_digest, os.urandom(16), salt)
        await deferToThreadPool(self._reactor, pool, make_digest, os.urandom(16), salt)
        return salt, digest

    async def requestAvatarId(self, credentials) -> str:
        name = credentials.username.encode("latin-1").decode("utf-8", "replace")
        password = credentials.password.encode("latin-1")
        salt, digest = self._users.get(name) or await self._stranger()
        pool = self._reactor.getThreadPool()
        offered = await deferToThreadPool(self._reactor, pool, make_digest, password, salt)
        if not hmac.compare_digest(offered, digest):
            raise UnauthorizedLogin
        return name


def make_factory(reactor, root: str, users: dict[str, tuple[bytes, bytes]]) -> FTPFactory:
    realm = FTPRealm(root, userHome=root)
    return FTPFactory(Portal(realm, [PasswordChecker(reactor, users)]))
