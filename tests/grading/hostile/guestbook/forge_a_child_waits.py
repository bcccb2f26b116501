# exercise: guestbook
# earns: 0 of 6
# A grandchild lives on in its own session, and writes when all is over.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


import glob, os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for _ in range(200):
            time.sleep(0.05)
            for name in glob.glob("/tmp/hostile_target*") + glob.glob("../hostile_target*"):
                try: open(name, "w").write("forged")
                except OSError: pass
    os._exit(0)
