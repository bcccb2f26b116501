"""What a learner does by accident is a failed check that says what happened, and where."""

import pytest

from workbook.report import Outcome

SERVER = """\
import ctypes, os, struct, sys, time
from twisted.internet import defer, task
from twisted.internet.protocol import Factory, Protocol
from twisted.protocols.basic import LineReceiver
from twisted.python.failure import Failure

FAILURE = Failure(OSError("seen"))

class Greeter(LineReceiver):
    def lineReceived(self, line):
        {line}
        self.sendLine(b"hello " + line)

def make_factory(reactor):
    {make}
    return Factory.forProtocol(Greeter)

{body}
"""
IN_LINE, IN_MAKE, IN_BODY = 11, 15, 18

ACCIDENTS = {
    "endless loop": ("line", "while True: pass", "does not come back to the reactor"),
    "endless loop in the body": ("body", "while True: pass", "does not come back"),
    "endless output": ("line", "while True: print('城市' * 99)", "does not come back"),
    "time.sleep": ("line", "time.sleep(3)", "calls time.sleep(3) in the reactor's thread"),
    "exception": ("line", "1 / 0", "ZeroDivisionError: division by zero"),
    "reactor.run in the body": (
        "body",
        "from twisted.internet import reactor; reactor.run()",
        'only under `if __name__ == "__main__":`',
    ),
    "react in the body": (
        "body",
        "task.react(lambda reactor: defer.Deferred())",
        "runs the reactor while it is being",
    ),
    "sys.exit in the body": ("body", "sys.exit(0)", "calls sys.exit()"),
    "reactor.stop": (
        "line",
        "from twisted.internet import reactor; reactor.stop()",
        "stops the reactor",
    ),
    "the global reactor": (
        "make",
        "from twisted.internet import reactor; reactor.callLater(1, print)",
        "callLater of the global reactor",
    ),
    "a Deferred's attribute": ("line", "defer.succeed(b'!').upper()", "Is an `await` missing?"),
    "a Deferred among bytes": ("line", "line += defer.succeed(b'!')", "Is an `await` missing?"),
    "an error called error": ("line", "struct.unpack('>I', b'')", "raised struct.error: unpack"),
    "reading input": ("line", "input()", "EOFError"),
    "too much memory": ("line", "bytearray(10 << 30)", "MemoryError"),
    "syntax error": ("body", "def x(:", "SyntaxError"),
    "a module that is not there": ("body", "import twisted.lore", "No module named 'twisted.lore'"),
}
NOWHERE = {  # nobody can say in which line
    "os._exit": ("line", "os._exit(3)", "ended itself, with exit status 3"),
    "a crash": ("line", "ctypes.string_at(0)", "ended by the signal SIGSEGV"),
    "a Deferred for a factory": ("make", "return defer.Deferred()", "of the type `Deferred`"),
    "a factory that is not returned": ("make", "return", "of the type `NoneType`"),
    "a class for a factory": (
        "make",
        "return type('Room', (Factory,), {})",
        "returned the class `Room`. Return a factory made of it: `Room()`.",
    ),
    "async def make_factory": ("body", "async def make_factory(reactor): pass", "`coroutine`"),
    "a factory without a protocol": (
        "make",
        "return Factory()",
        "Twisted's `Factory.buildProtocol`, in the line `assert self.protocol is not None`",
    ),
    "a method that is not overridden": (
        "body",
        "del Greeter.lineReceived",
        "Twisted's `LineReceiver.lineReceived`, in the line `raise NotImplementedError`",
    ),
    "a dropped error": ("make", "defer.fail(ValueError('你'))", "ValueError: 你"),
    "a misspelt name": ("body", "make_factroy = make_factory; del make_factory", "make_factroy"),
    "async def dataReceived": (
        "body",
        "async def dataReceived(self, data): pass\nGreeter.dataReceived = dataReceived",
        "`dataReceived` is an `async def` that nobody awaited",
    ),
}


def program(where, text):
    return SERVER.format(**{"line": "pass", "make": "pass", "body": "", where: text})


def greets(subject):
    """It greets."""
    visit = subject.factory().connect()
    visit.send("你\r\n".encode())
    visit.expect("hello 你\r\n".encode())


def test_the_program_without_an_accident_passes(ask):
    """Nothing but the accident fails the others."""
    assert Outcome.PASSED is ask(program("line", "pass"), greets).outcome


@pytest.mark.parametrize(("where", "text", "said"), ACCIDENTS.values(), ids=ACCIDENTS)
def test_an_accident_is_told_with_its_line(ask, where, text, said):
    """The message names the accident, and the last place is its line."""
    result = ask(program(where, text), greets)

    assert Outcome.FAILED is result.outcome
    assert said in result.message
    line = {"line": IN_LINE, "make": IN_MAKE, "body": IN_BODY}[where]
    assert (line, text) == (result.places[-1].line, result.places[-1].text)


@pytest.mark.parametrize(("where", "text", "said"), NOWHERE.values(), ids=NOWHERE)
def test_an_accident_without_a_line_is_told(ask, where, text, said):
    """Where no line is to blame, the message says what happened."""
    result = ask(program(where, text), greets)

    assert Outcome.FAILED is result.outcome
    assert said in f"{result.message}\n{result.symptom}"


def test_a_file_that_is_not_utf_8_is_told(ask):
    """The line and the byte are named."""
    result = ask(b"# one\n# caf\xe9\n", greets)

    assert Outcome.FAILED is result.outcome
    assert "answer.py is not UTF-8: line 2 holds the byte 0xe9." in result.message


def test_no_file_is_not_started(ask):
    """Nothing is wrong with an answer that is not there."""
    assert Outcome.NOT_STARTED is ask(None, greets).outcome


@pytest.mark.parametrize("where", ["line", "make"])
def test_a_turn_that_is_left_to_write_is_not_started(ask, where):
    """NotImplementedError in the learner's own file is no failure, wherever it surfaces."""
    result = ask(program(where, "raise NotImplementedError"), greets)

    assert Outcome.NOT_STARTED is result.outcome
    line = {"line": IN_LINE, "make": IN_MAKE}[where]
    assert f"is still to be written: line {line}." in result.message


@pytest.mark.parametrize(
    "text",
    [
        "from twisted.python import log; log.err(ValueError('seen'))",
        "from twisted.python import log; defer.fail(ValueError('seen')).addErrback(log.err)",
        "from twisted import logger; logger.Logger().failure('', FAILURE)",
        "time.strftime('%H'); print('noise', file=sys.stderr)",
        "import warnings; warnings.warn('old', DeprecationWarning)",
        "from twisted.internet import reactor, threads; threads.deferToThread(time.sleep, 0)",
    ],
)
def test_what_looks_odd_but_is_right_passes(ask, text):
    """Logging on purpose, noise, warnings and threads are nobody's mistake."""
    assert Outcome.PASSED is ask(program("line", text), greets).outcome


def test_what_the_program_printed_is_kept_up_to_a_limit(ask):
    """The first 64 KiB of the output are in the result."""
    result = ask(program("body", "print('x' * 100_000)"), greets)

    assert Outcome.PASSED is result.outcome
    assert "x" * (64 << 10) == result.printed


def test_what_a_program_prints_has_names_that_can_be_looked_up(ask):
    """The reactor, a port and a transport look like Twisted's own."""
    lines = "print(reactor, reactor.listenTCP(0, Factory(), interface='127.0.0.1'))"
    told = program("line", "print(self.transport)").replace("    pass\n", f"    {lines}\n")

    printed = ask(told, greets).printed

    assert "reactor.EPollReactor object" in printed or "reactor.SelectReactor object" in printed
    assert "<class 'twisted.internet.tcp.Port'> of <class" in printed
    assert "<Greeter #0 on " in printed
    assert "workbook" not in printed
