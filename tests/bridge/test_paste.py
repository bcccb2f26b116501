"""What a script does at its end works at the top level of a cell, any number of times."""

import pytest

SETUP = """
from twisted.internet import reactor, task
from twisted.internet.defer import Deferred
from twisted.internet.protocol import Factory, Protocol

async def main(reactor, word="done"):
    await task.deferLater(reactor, 0.001, print, word)

async def fails(reactor):
    await task.deferLater(reactor, 0.001, lambda: 1 / 0)

async def stops(reactor):
    reactor.stop()
    await Deferred()

def listen():
    return reactor.listenTCP(0, Factory.forProtocol(Protocol), interface="127.0.0.1")
"""


@pytest.fixture(scope="module", autouse=True)
def names(kernel):
    kernel.run(SETUP)


@pytest.mark.parametrize(
    ("expected", "code"),
    [
        ("done\n", "task.react(main)"),
        ("again\n", "from twisted.internet.task import react\nreact(main, ['again'])"),
        ("done\n", "if __name__ == '__main__':\n    task.react(main)"),
        ("", "task.react(stops)"),
        ("é\ndone\n", "print('é'); task.react(main)"),
    ],
)
def test_react_waits_for_its_main(kernel, expected, code):
    """The cell ends when the program does, without SystemExit."""
    cell = kernel.run(code)

    assert expected == cell.text
    assert "" == cell.error


def test_react_raises_what_its_main_raises(kernel):
    """In a cell an exception is worth more than an exit code."""
    assert "ZeroDivisionError" == kernel.run("task.react(fails)").error


@pytest.mark.parametrize("times", [1, 2])
def test_run_waits_for_stop(kernel, times):
    """Then the program has ended: what its cell opened is closed, the rest of it runs."""
    cell = kernel.run(
        "port = listen()\nreactor.callLater(0.001, reactor.stop)\nreactor.run()\nport.connected",
        cell="run",
    )

    assert "" == cell.error
    assert cell.text.endswith("False")


def test_run_ends_at_the_stop_button(kernel):
    """As Ctrl-C ends a script: without a traceback."""
    cell = kernel.send("port = listen()\nreactor.run()\nprint('after')")
    kernel.wait_for(cell, "waits here")

    kernel.interrupt()

    assert "" == kernel.finish(cell).error
    assert "after" in cell.text
    assert "False" == kernel.value("bool(port.connected)")


def test_run_inside_a_function_says_that_the_reactor_runs(kernel):
    """The function returns, and its server is live."""
    cell = kernel.run("def start():\n    reactor.run()\nstart()")

    assert "the reactor runs already" in cell.text


def test_react_inside_a_function_says_that_it_cannot_wait(kernel):
    """Its main runs all the same."""
    cell = kernel.run("def start():\n    task.react(main)\nstart()")

    kernel.wait_for(cell, "done")

    assert "cannot wait inside a function" in cell.text


def test_stop_leaves_the_reactor_running(kernel):
    """The kernel's own loop would stop with it, and every later cell would hang."""
    kernel.run("port = listen()\nreactor.stop()")

    assert "False" == kernel.value(
        "await task.deferLater(reactor, 0, lambda: bool(port.connected))"
    )


def test_a_reactor_of_the_learners_own_is_run(kernel):
    """Only the notebook's reactor is waited for."""
    kernel.run("class Mine:\n    def run(self, times): return times * 'mine '\nkept = reactor")

    cell = kernel.run("reactor = Mine()\ntext = reactor.run(times=2)\nreactor = kept\nprint(text)")

    assert "mine mine \n" == cell.text


def test_text_that_only_looks_like_it_stays(kernel):
    """The tree is changed, not the text."""
    cell = kernel.run("print('reactor.run()')  # react(main)")

    assert "reactor.run()\n" == cell.text


def test_a_main_can_be_awaited_inside_a_function(kernel):
    """`bridge.run` gives what main returns, and raises what it raises."""
    kernel.run("from workbook import bridge\nasync def adds(reactor, *words): return len(words)")

    cell = kernel.run("async def start(): return await bridge.run(adds, 'a', 'b')\nawait start()")
    failed = kernel.run("await bridge.run(fails)")

    assert "2" == cell.text
    assert "ZeroDivisionError" == failed.error


TUTORIAL_SERVER = """
from twisted.internet import protocol, reactor

class Echo(protocol.Protocol):
    def dataReceived(self, data):
        self.transport.write(data)

def main():
    factory = protocol.ServerFactory()
    factory.protocol = Echo
    global port
    port = reactor.listenTCP(0, factory, interface="127.0.0.1").getHost().port
    reactor.run()

if __name__ == "__main__":
    main()
"""

TUTORIAL_CLIENT = """
from twisted.internet import protocol, reactor

class EchoClient(protocol.Protocol):
    def connectionMade(self):
        self.transport.write(b"hello, world!")
    def dataReceived(self, data):
        print("Server said:", data)
        self.transport.loseConnection()

class EchoFactory(protocol.ClientFactory):
    protocol = EchoClient
    def clientConnectionLost(self, connector, reason):
        print("Goodbye!")
        reactor.stop()

reactor.connectTCP("127.0.0.1", port, EchoFactory())
reactor.run()
"""


def test_the_echo_tutorial_can_be_pasted_twice(kernel):
    """Server and client as in Twisted's own documentation, each in a cell."""
    for _ in range(2):
        server = kernel.run(TUTORIAL_SERVER, cell="tutorial server")
        client = kernel.run(TUTORIAL_CLIENT, cell="tutorial client")

        assert ("", "") == (server.error, client.error)
        assert "Server said: b'hello, world!'\nGoodbye!\n" in client.text
