"""What nobody raised is told all the same, if the text of the answer shows it."""

import ast

import pytest

from workbook.engine.oversights import is_left_over, misspelt, nearest
from workbook.report import Outcome

ECHO = """\
from twisted.internet.protocol import Factory, Protocol

class Echo(Protocol):
    def {name}(self, data):
        self.transport.write(data)

def make_factory(reactor):
    factory = Factory.forProtocol(Echo)
    {line}
    return factory
"""


def echoes(subject):
    """It echoes."""
    visit = subject.factory().connect()
    visit.send(b"x")
    visit.expect(b"x")


@pytest.mark.parametrize("name", ["datareceived", "data_received", "dataRecieved", "DataReceived"])
def test_a_misspelt_method_is_named(ask, name):
    """Twisted has a method of that name, which does nothing, and so nobody complains."""
    result = ask(ECHO.format(name=name, line="pass"), echoes)

    assert Outcome.FAILED is result.outcome
    assert f"never calls `{name}`. It calls `dataReceived`" in result.message
    assert (4, f"def {name}(self, data):") == (result.places[0].line, result.places[0].text)
    assert "sent nothing" in result.symptom
    assert b"x" == result.exchange.expected


def test_a_right_answer_may_have_such_a_name(ask):
    """Whatever its methods are called: what passes, passes."""
    right = ECHO.format(name="dataReceived", line="pass")
    more = right.replace(
        "class Echo(Protocol):", "class Echo(Protocol):\n    def connected(self): 0"
    )

    assert Outcome.PASSED is ask(more, echoes).outcome


def test_an_exception_explains_more_than_a_name(ask):
    """What went wrong is known; a guess would hide it."""
    result = ask(ECHO.format(name="datareceived", line="1 / 0"), echoes)

    assert "ZeroDivisionError" in result.message


def test_what_is_left_over_is_said(ask):
    """The line that marked the place is still there, under a finished answer."""
    source = ECHO.format(name="dataReceived", line="raise NotImplementedError")

    result = ask(source, echoes)

    assert Outcome.FAILED is result.outcome
    assert "under lines that you have written" in result.message
    assert 9 == result.places[-1].line


@pytest.mark.parametrize("under", ['"""Return it."""', "x = 1\n    # YOUR TURN: more"])
def test_what_is_to_be_written_is_not_started(ask, under):
    """Under its description, or under the instruction, nothing was written yet."""
    source = f"def make_factory(reactor):\n    {under}\n    raise NotImplementedError\n"

    assert Outcome.NOT_STARTED is ask(source, echoes).outcome


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("connectionmade", "connectionMade"),
        ("conectionMade", "connectionMade"),
        ("line_received", "lineReceived"),
        ("render_get", "render_GET"),
        ("connectionMade", ""),
        ("render_PUT", ""),
        ("connected", ""),
        ("lineArrived", ""),
        ("send", ""),
    ],
)
def test_a_name_is_near_or_not(name, meant):
    """Case, underscores and two letters in the wrong order; not another word."""
    assert meant == nearest(name)


def test_a_name_beside_the_right_one_is_the_learners_own():
    """Such as a helper in another style."""
    source = "class A:\n    def dataReceived(self, d): self.data_received(d)\n"

    assert [] == list(misspelt(ast.parse(f"{source}    def data_received(self, d): pass\n")))


def test_a_raise_alone_is_not_left_over():
    """Nothing stands above it."""
    source = "def f():\n    raise NotImplementedError\n"

    assert not is_left_over(ast.parse(source), source, 2)
