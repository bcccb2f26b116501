# exercise: password_checker
# rejected by: the_right_password_opens_the_home
"""Twisted's own checker: it keeps bytes, and FTP brings str."""

import hashlib

from twisted.cred.checkers import InMemoryUsernamePasswordDatabaseDontUse
from twisted.cred.portal import Portal
from twisted.protocols.ftp import FTPFactory, FTPRealm


class Digests(InMemoryUsernamePasswordDatabaseDontUse):
    def requestAvatarId(self, credentials):
        salt, digest = self.users.get(credentials.username, (b"", b""))
        scrypt = hashlib.scrypt(credentials.password.encode(), salt=salt, n=2**14, r=8, p=1)
        credentials.password = digest if scrypt == digest else None
        return super().requestAvatarId(credentials)


def make_factory(reactor, root, users):
    checker = Digests()
    checker.users = {name.encode(): each for name, each in users.items()}
    return FTPFactory(Portal(FTPRealm(root, userHome=root), [checker]))
