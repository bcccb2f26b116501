"""A recording of a connection has both ends, and the bytes in their order."""

import socket
import threading

import pytest
from conversation import Pong, connect, finish, listen, ping
from twisted.internet import tcp
from twisted.internet.defer import Deferred
from twisted.internet.protocol import Protocol
from twisted.internet.threads import deferToThreadPool
from twisted.python.threadpool import ThreadPool

from workbook.record import record
from workbook.record.connections import CALLS, WRAPPED, innermost
from workbook.record.recording import Connection

LINES = [b"PONG 0", b"PONG 1", b"PONG 2", "PONG 你".encode()]


def stream(run, end, kind):
    """Return all bytes of one kind of events at one end, joined."""
    return b"".join(event.content for event in run.events if (end, kind) == (event.end, event.kind))


def names(run, end):
    return [event.name for event in run.events if end == event.end]


def test_what_is_written_is_sent_and_arrives(reactor):
    """Whatever its cuts, a direction is the same stream in all three places."""
    with record(reactor) as run:
        finish(reactor, ping(reactor))

    asked = "PING 0\r\nPING 1\r\nPING 2\r\nPING 你\r\n".encode()
    answered = asked.replace(b"PING", b"PONG")
    assert [Connection("Asker", "Pong")] == run.connections
    assert {asked} == {
        stream(run, "client", "write"),
        stream(run, "client", "send"),
        stream(run, "server", "arrival"),
    }
    assert {answered} == {
        stream(run, "server", "write"),
        stream(run, "server", "send"),
        stream(run, "client", "arrival"),
    }


def test_the_events_of_a_protocol_are_in_the_recording(reactor):
    """From the beginning, line by line, to the reason of the end."""
    with record(reactor) as run:
        finish(reactor, ping(reactor))

    ends = [(event.end, event.note) for event in run.events if "close" == event.kind]
    assert "connectionMade" == names(run, "server")[0]
    assert 4 == names(run, "server").count("lineReceived")
    assert ["loseConnection()", "connectionLost"] == names(run, "client")[-2:]
    assert ("client", "ConnectionDone") in ends


def test_times_only_grow(reactor):
    """The events are in the order in which they happened."""
    with record(reactor) as run:
        finish(reactor, ping(reactor))

    times = [event.time for event in run.events]
    assert sorted(times) == times
    assert 0 <= times[0] <= times[-1] <= run.seconds


def test_recording_changes_nothing(reactor):
    """The same program, with and without: the same results, the same classes."""
    before = [dict(vars(each)) for each in (Pong, Protocol, tcp.Connection, socket.socket)]
    without = finish(reactor, ping(reactor))

    with record(reactor):
        recorded = finish(reactor, ping(reactor))

    after = [dict(vars(each)) for each in (Pong, Protocol, tcp.Connection, socket.socket)]
    assert (LINES, "ConnectionDone") == without == recorded
    assert before == after


def test_a_connection_that_is_open_already_is_recorded(reactor):
    """A learner opens a server in one cell, and records in another."""
    port = finish(reactor, listen(reactor, Pong))
    client = finish(reactor, connect(reactor, port))

    async def one_line():
        client.transport.write(b"PING\r\n")
        await client.have(1)

    with record(reactor) as run:
        finish(reactor, one_line())
    client.transport.loseConnection()
    finish(reactor, port.stopListening())

    assert [Connection("Asker", "Pong")] == run.connections
    assert ["dataReceived", "lineReceived"] == names(run, "client")[-2:]


def test_who_writes_to_a_ghost_is_recorded(reactor):
    """The connection was over before; the bytes go nowhere, and that is the lesson."""
    port = finish(reactor, listen(reactor, Pong))
    client = finish(reactor, connect(reactor, port))
    transport = client.transport
    transport.loseConnection()
    finish(reactor, ended(client))

    with record(reactor) as run:
        transport.write(b"anybody there?")
    finish(reactor, port.stopListening())

    assert [("close", "before this"), ("write", "")] == [(e.kind, e.note) for e in run.events]


async def ended(client):
    await client.over


def test_a_plain_socket_has_its_end_too(reactor):
    """The client of a ``%%blocking`` cell is no Twisted, and still in the picture."""

    def blocking(number):
        with socket.create_connection(("127.0.0.1", number), timeout=5) as client:
            client.sendall(b"PING\r\n")
            return client.recv(100)

    async def converse():
        port = await listen(reactor, Pong)
        pool.start()
        answer = await deferToThreadPool(reactor, pool, blocking, port.getHost().port)
        pool.stop()
        await port.stopListening()
        return answer

    pool = ThreadPool(0, 1)
    with record(reactor) as run:
        answer = finish(reactor, converse())

    assert b"PONG\r\n" == answer
    assert [Connection("socket", "Pong")] == run.connections
    assert ["sendall", "send", "recv", "close()"] == names(run, "client")


def test_what_is_not_twisted_on_either_end_is_left_out(reactor):
    """A kernel has sockets of its own; they are nobody's lesson."""
    with record(reactor) as run, socket.create_server(("127.0.0.1", 0)) as door:
        client = socket.create_connection(door.getsockname(), timeout=5)
        server, _ = door.accept()
        client.sendall(b"hello")
        server.recv(100)
        client.close()
        server.close()

    assert [] == run.connections == run.events


def test_the_reason_of_an_end_is_said(reactor):
    """Also when it is an exception of the protocol."""

    class Decodes(Protocol):
        def dataReceived(self, data):
            data.decode()

    async def half_a_letter():
        port = await listen(reactor, Decodes)
        client = await connect(reactor, port)
        client.transport.write("你".encode()[:2])
        await client.over
        await port.stopListening()

    with record(reactor) as run:
        finish(reactor, half_a_letter())

    said = [e.note for e in run.events if ("server", "close") == (e.end, e.kind)]
    assert ["UnicodeDecodeError: 'utf-8' codec can't decode"] == [
        s.partition(" bytes")[0] for s in said
    ]


def test_one_recording_at_a_time():
    """Two would put back each other's methods."""
    with record(), pytest.raises(RuntimeError, match="under way"), record():
        pass


def test_only_the_first_kibibyte_of_an_event_is_kept(reactor):
    """A large download must not be held in memory twice; its size is still known."""
    arrived = Deferred()

    class Sink(Protocol):
        got = 0

        def dataReceived(self, data):
            self.got += len(data)
            if self.got == 300_000:
                arrived.callback(None)

    async def pour():
        port = await listen(reactor, Sink)
        client = await connect(reactor, port)
        client.transport.write(bytes(300_000))
        await arrived
        client.transport.abortConnection()
        await client.over
        await port.stopListening()

    with record(reactor) as run:
        finish(reactor, pour())

    write = next(event for event in run.events if "write" == event.kind)
    sent = sum(event.size for event in run.events if "send" == event.kind)
    assert (300_000, 1024, 300_000) == (write.size, len(write.content), sent)


@pytest.mark.parametrize("name", WRAPPED)
def test_the_protocol_of_a_person_is_found(name):
    """Twisted wraps protocols, under these names."""
    import inspect

    from twisted.internet import endpoints
    from twisted.protocols import policies
    from twisted.web import http

    outer, inner = Protocol(), Protocol()
    setattr(outer, name, inner)

    source = "".join(map(inspect.getsource, (endpoints, policies, http)))
    assert inner is innermost(outer)
    assert f"self.{name} = " in source


def test_the_names_are_those_of_twisted():
    """A method that Twisted renames would vanish from the pictures without a word."""
    from twisted.internet.interfaces import IHalfCloseableProtocol
    from twisted.protocols import basic, policies

    homes = basic.LineReceiver, basic.Int32StringReceiver, policies.TimeoutMixin

    assert {*CALLS} <= {*IHalfCloseableProtocol} | {name for home in homes for name in dir(home)}


def test_threads_do_not_disturb(reactor):
    """Sockets are patched for all threads, so they must work in all."""
    here, there = socket.socketpair()
    with record(reactor):
        thread = threading.Thread(target=here.sendall, args=(b"hello",))
        thread.start()
        thread.join()
        got = there.recv(5)
    here.close()
    there.close()

    assert b"hello" == got
