"""Talk to another program."""

from twisted.internet import protocol, reactor


class Cat(protocol.ProcessProtocol):
    def connectionMade(self):
        self.transport.write("ein Vers über Käse".encode())
        self.transport.closeStdin()

    def outReceived(self, data):
        print("it said:", data.decode())

    def processEnded(self, reason):
        print("exit code", reason.value.exitCode)
        reactor.stop()


reactor.spawnProcess(Cat(), "cat", ["cat"], {"PATH": "/usr/bin:/bin"})
reactor.run()
