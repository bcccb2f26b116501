"""An echo by UDP, and its client."""

from twisted.internet import reactor
from twisted.internet.protocol import DatagramProtocol


class Echo(DatagramProtocol):
    def datagramReceived(self, datagram, address):
        self.transport.write(datagram, address)


class Client(DatagramProtocol):
    def startProtocol(self):
        self.transport.connect("127.0.0.1", echo.getHost().port)
        self.left = [b"Hello, world!", "What a day, 世界".encode(), b"Bye-bye!"]
        self.send()

    def send(self):
        if self.left:
            self.transport.write(self.left.pop(0))
        else:
            reactor.stop()

    def datagramReceived(self, datagram, host):
        print("received", datagram.decode())
        self.send()


echo = reactor.listenUDP(0, Echo(), interface="127.0.0.1")
reactor.listenUDP(0, Client(), interface="127.0.0.1")
reactor.run()
