"""A protocol that keeps a state has its steps in the recording."""

import enum

from conversation import connect, finish, listen
from twisted.protocols.basic import LineReceiver

from workbook.record import record


class Room(enum.Enum):
    OUT = 1
    IN = 2


class Chat(LineReceiver):
    state = Room.OUT

    def lineReceived(self, line):
        self.state = Room.IN
        self.sendLine(b"ok")

    def connectionLost(self, reason):
        self.state = "gone"


def test_each_line_is_a_step(reactor):
    """By the first word of the line; the end counts where it changes something."""

    async def converse():
        port = await listen(reactor, Chat)
        client = await connect(reactor, port)
        client.transport.write("小明 here\r\nWHO\r\n".encode())
        await client.have(2)
        client.transport.loseConnection()
        await client.over
        await port.stopListening()

    with record(reactor) as run:
        finish(reactor, converse())

    assert [
        ("server", "OUT", "小明", "IN"),
        ("server", "IN", "WHO", "IN"),
        ("server", "IN", "connectionLost", "gone"),
    ] == [(step.end, step.before, step.event, step.after) for step in run.steps]
