# exercise: password_checker
"""With callbacks: a Failure says no."""

import hashlib
import os
from hmac import compare_digest

from twisted.cred import checkers, credentials, error, portal
from twisted.internet.threads import deferToThread
from twisted.protocols import ftp
from zope.interface import implementer

NOBODY = os.urandom(16), b""


@implementer(checkers.ICredentialsChecker)
class Scrypt:
    credentialInterfaces = (credentials.IUsernamePassword,)

    def __init__(self, users):
        self.users = {name.encode(): (name, each) for name, each in users.items()}

    def requestAvatarId(self, presented):
        raw = presented.username.encode("latin-1")
        name, (salt, digest) = self.users.get(raw, (None, NOBODY))
        password = presented.password.encode("latin-1")
        d = deferToThread(hashlib.scrypt, password, salt=salt, n=2**14, r=8, p=1)
        return d.addCallback(self.compare, digest, name)

    def compare(self, offered, digest, name):
        if compare_digest(offered, digest):
            return name
        raise error.UnauthorizedLogin("no")


def make_factory(reactor, root, users):
    factory = ftp.FTPFactory(portal.Portal(ftp.FTPRealm("/nowhere", root), [Scrypt(users)]))
    factory.allowAnonymous = False
    return factory
