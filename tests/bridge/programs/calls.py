"""A call of a function on the other side, by AMP."""

from twisted.internet import reactor
from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol
from twisted.internet.protocol import Factory
from twisted.protocols import amp


class Divide(amp.Command):
    arguments = [(b"numerator", amp.Integer()), (b"denominator", amp.Integer())]
    response = [(b"result", amp.Float())]
    errors = {ZeroDivisionError: b"ZERO_DIVISION"}


class Mathematics(amp.AMP):
    def divide(self, numerator, denominator):
        return {"result": numerator / denominator}

    Divide.responder(divide)


def called(client):
    wrong = client.callRemote(Divide, numerator=1234, denominator=0)
    wrong.addErrback(lambda failure: print("trapped", failure.trap(ZeroDivisionError).__name__))
    wrong.addCallback(lambda _: client.callRemote(Divide, numerator=7, denominator=2))
    return wrong


port = reactor.listenTCP(0, Factory.forProtocol(Mathematics), interface="127.0.0.1")
there = TCP4ClientEndpoint(reactor, "127.0.0.1", port.getHost().port)
answer = connectProtocol(there, amp.AMP()).addCallback(called)
answer.addCallback(lambda answer: print("divided:", answer["result"]))
answer.addBoth(lambda _: reactor.stop())
reactor.run()
