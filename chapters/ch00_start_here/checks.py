"""Chapter 0, start here: a first server, a port of its own, and the time of day."""

from datetime import UTC, datetime

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

daytime = Exercise(
    "daytime",
    "final",
    hints=(
        "It goes like `hello`: somebody connects, you write, you hang up. Only the line is new.",
        "`self.factory.clock.seconds()` is a number of seconds since 1970. "
        "`datetime.fromtimestamp(number, UTC)` makes a date of it; without `UTC` it would be "
        "the time of your own town.",
        '`f"{now:%Y-%m-%d %H:%M:%S} UTC"` is the text of the line. Add `\\r\\n`, and '
        "`.encode()` makes bytes of it.",
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


def line_of(moment):
    """Return the line that tells *moment*, in seconds since 1970."""
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d %H:%M:%S} UTC\r\n".encode()


def drawn(subject):
    """Move the time to a drawn moment, and return that; it began at 0."""
    moment = subject.random.randrange(1 << 31)
    subject.reactor.advance(moment)
    return moment


@daytime.check(mistake=("self.factory.clock.seconds()", "0"))
def the_line_tells_the_moment(subject):
    """Who connects is sent one line: the date and the time of the reactor's clock."""
    server, moment = subject.factory(), drawn(subject)
    server.connect().expect(line_of(moment))


@daytime.check(mistake=(", UTC)", ")"))
def it_is_the_same_everywhere(subject):
    """The time is UTC, also on a machine in Shanghai."""
    subject.drive(move_to_shanghai)
    server, moment = subject.factory(), drawn(subject)
    server.connect().expect(line_of(moment))


def move_to_shanghai(answer):
    """Set the local time of the process; return how far it is ahead, in seconds."""
    import os
    import time

    os.environ["TZ"] = "CST-8"
    time.tzset()
    return -time.timezone


@daytime.check(
    mistake=(
        "self.factory.clock.seconds()",
        'vars(self.factory).setdefault("then", self.factory.clock.seconds())',
    )
)
def time_goes_on(subject):
    """Who connects later is told a later time, for as long as the server runs."""
    server, moment = subject.factory(), drawn(subject)
    for later in 0, 1, 59, 86_400:
        subject.reactor.advance(later)
        moment += later
        server.connect(name="a later client").expect(line_of(moment))


@daytime.check(mistake=("self.transport.loseConnection()", "pass"))
def then_nothing_more_comes(subject):
    """After its one line, the server hangs up."""
    visit = subject.factory().connect()
    visit.read_line()
    visit.expect_closed()


@daytime.check(mistake=("loseConnection", "abortConnection"))
def curl_is_told_the_time(subject):
    """`curl` prints the time, and ends."""
    server, moment = subject.factory(), drawn(subject)
    server.connect().rest()  # fails if it is left open: curl would wait there for ever
    curl = subject.program("curl", "-sS", f"telnet://127.0.0.1:{server.port}")
    said = curl.stderr.decode().strip() or "nothing more"
    assert line_of(moment) == curl.stdout, f"curl printed {curl.stdout!r}, and said: {said}"
