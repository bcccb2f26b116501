# exercise: password_checker
"""A realm of its own, an executor for the digests, and a Deferred fired from its thread."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor

from twisted.cred.checkers import ICredentialsChecker
from twisted.cred.credentials import IUsernamePassword
from twisted.cred.error import UnauthorizedLogin
from twisted.cred.portal import IRealm, Portal
from twisted.internet.defer import Deferred
from twisted.protocols.ftp import FTPFactory, FTPShell, IFTPShell
from twisted.python.filepath import FilePath
from twisted.python.failure import Failure
from zope.interface import implementer


@implementer(ICredentialsChecker)
class Checker:
    credentialInterfaces = [IUsernamePassword]

    def __init__(self, reactor, users):
        self.reactor, self.users = reactor, users
        self.executor = ThreadPoolExecutor(2)

    def requestAvatarId(self, credentials):
        decided = Deferred()
        self.executor.submit(self.decide, credentials, decided)
        return decided

    def decide(self, credentials, decided):
        username = credentials.username.encode("latin-1")
        password = credentials.password.encode("latin-1")
        known = [name for name in self.users if name.encode() == username]
        salt, digest = self.users[known[0]] if known else (os.urandom(16), b"x" * 64)
        offered = hashlib.scrypt(password, salt=salt, n=2**14, r=8, p=1)
        verdict = known[0] if offered == digest else Failure(UnauthorizedLogin())
        self.reactor.callFromThread(decided.callback, verdict)


@implementer(IRealm)
class Homes:
    def __init__(self, root):
        self.root = root

    def requestAvatar(self, name, mind, *interfaces):
        return IFTPShell, FTPShell(FilePath(os.path.join(self.root, name))), lambda: None


def make_factory(reactor, root, users):
    portal = Portal(Homes(root))
    portal.registerChecker(Checker(reactor, users))
    return FTPFactory(portal)
