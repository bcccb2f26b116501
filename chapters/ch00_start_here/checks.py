"""Chapter 0, start here: a first server, and a port of its own."""

from workbook.exercise import Exercise

hello = Exercise(
    "hello",
    "core",
    hints=(
        "Two things are missing: a greeting, and a goodbye. `self.transport` can do both.",
        "`self.transport.write(…)` takes bytes, never text. A line ends in `\\r\\n` here.",
        "To hang up politely, call `self.transport.loseConnection()`: what was written "
        "before is still sent.",
    ),
)

port_zero = Exercise(
    "port_zero",
    "core",
    hints=(
        "The cell under “Which port?” does three of the four steps.",
        "`listen` and `stopListening` both return an answer that is not here yet: `await` them.",
        "Ask `port.getHost().port` for the number while the port is open; return it at the end.",
    ),
)


@hello.check(mistake=('b"hello', 'b"Hello'))
def a_silent_visitor_is_greeted(subject):
    """A visitor who says nothing is sent `hello` and a line end."""
    visit = subject.factory().connect()
    visit.expect(b"hello\r\n")


@hello.check(mistake=("self.transport.loseConnection()", "pass"))
def then_the_server_hangs_up(subject):
    """After the greeting, the server hangs up."""
    visit = subject.factory().connect()
    visit.expect(b"hello\r\n")
    visit.expect_closed()


@hello.check(
    mistake=("self.transport.write", 'vars(self.factory).setdefault("first", self.transport).write')
)
def everybody_is_greeted(subject):
    """Every visitor is greeted, whoever came before and however they left."""
    server = subject.factory()
    server.connect().reset()
    visits = [server.connect() for _ in range(5)]
    for visit in reversed(visits):
        visit.expect(b"hello\r\n")


@hello.check(mistake=("loseConnection", "abortConnection"))
def curl_is_greeted(subject):
    """`curl` prints the greeting, and ends."""
    server = subject.factory()
    server.connect().rest()  # fails if it is left open: curl would wait there for ever
    curl = subject.program("curl", "-sS", f"telnet://127.0.0.1:{server.port}")
    said = curl.stderr.decode().strip() or "nothing more"
    assert b"hello\r\n" == curl.stdout, f"curl printed {curl.stdout!r}, and said: {said}"


@port_zero.check(mistake=("return number", "return port"))
def it_returns_a_number(subject):
    """`port_zero` returns the number of a port, from 1 to 65535."""
    number = subject.call("port_zero", subject.reactor)
    assert type(number) is int, f"`port_zero` returned {number!r}, which is no int."
    assert 1 <= number <= 65535, f"`port_zero` returned {number}: no open port has that number."


@port_zero.check(mistake=("number = port.getHost().port", "number = 12345"))
def it_is_the_number_of_an_open_port(subject):
    """The number is that of a port on which `port_zero` has listened."""
    number = subject.call("port_zero", subject.reactor)
    opened = subject.opened
    assert opened, f"`port_zero` returned {number}, but it never listened."
    assert number in opened, f"`port_zero` returned {number}, but listened on {min(opened)}."


@port_zero.check(mistake=("await port.stopListening()", "port.stopListening()"))
def the_port_is_free_again(subject):
    """When the number comes back, nothing listens any more."""
    subject.call("port_zero", subject.reactor)
    left = subject.listening
    assert not left, f"`port_zero` returned while it still listened on port {left[0]}."


@port_zero.check(mistake=("tcp:0", "tcp:8000"))
def the_system_chooses(subject):
    """The operating system chooses the port: three calls do not all bring the same one."""
    numbers = [subject.call("port_zero", subject.reactor) for _ in range(3)]
    assert len(set(numbers)) > 1, f"Three calls all returned {numbers[0]!r}."
