# exercise: in_order
# rejected by: a_question_is_answered
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


class Desk(LineOnlyReceiver):
    delimiter = b"\n"

    async def lineReceived(self, line):
        self.sendLine(await self.factory.look_up(line))


def make_factory(reactor, look_up):
    factory = Factory.forProtocol(Desk)
    factory.look_up = look_up
    return factory
