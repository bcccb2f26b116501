# exercise: guestbook
# earns: 0 of 6
# It leaves files wherever everybody may.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


import os
for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run/lock"):
    try: open(os.path.join(folder, "hostile_left"), "w").write("I was here")
    except OSError: pass
