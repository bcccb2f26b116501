"""A log on the standard output, and an end."""

import sys

from twisted.internet import protocol, reactor
from twisted.python import log

log.startLogging(sys.stdout)
port = reactor.listenTCP(0, protocol.Factory.forProtocol(protocol.Protocol), interface="127.0.0.1")
log.msg("it listens, não é?")
reactor.callLater(0.001, reactor.stop)
reactor.run()
