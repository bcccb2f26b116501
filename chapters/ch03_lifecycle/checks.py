"""Chapter 3, lifecycle: nothing is lost, whoever finishes first."""

from workbook.exercise import Exercise

obituary = Exercise(
    "obituary",
    "core",
    hints=(
        "`reason` holds an exception, and its type says how the connection ended. Which types "
        "does the table above this exercise name?",
        "`reason.check(ConnectionDone)` is true if the exception is of that type. The two types "
        "that you need are imported already. What is neither of them is `lost`.",
        "Three branches, and in each of them one call: `self.factory.endings.append(…)`. "
        "Leave `str(reason)` alone: both `closed cleanly` and `in a non-clean fashion` hold the "
        "word *clean*.",
    ),
)


def log(register) -> bytes:
    """Return how connections ended so far, as *register* tells a client that stays."""
    reader = register.connect(name="who asks for the log")
    reader.send(b"LOG\n")
    return reader.read_line()


@obituary.check(mistake=('append("clean")', 'append("lost")'))
def a_close_in_good_order_is_clean(subject):
    """A client that closes ends `clean`, and so does one that is told goodbye."""
    register = subject.factory()
    register.connect().close()
    assert b"clean\n" == (told := log(register)), f"a client closed; `LOG` answered {told}"
    guest = register.connect()
    guest.send(b"BYE\n")
    guest.expect("再见\n".encode())
    guest.expect_closed()
    told = log(register)
    assert b"clean clean\n" == told, f"a client closed, then one said BYE; `LOG`: {told}"


@obituary.check(mistake=('append("lost")', "count(reason)"))
def a_reset_is_lost(subject):
    """A client that resets ends `lost`, whether it has spoken or not."""
    register = subject.factory()
    silent, spoke = register.connect(), register.connect()
    spoke.send(b"LOG\n")
    spoke.read_line()
    silent.reset()
    spoke.reset()
    told = log(register)
    assert b"lost lost\n" == told, f"two clients cut the connection; `LOG` answered {told}"


@obituary.check(mistake=("reason.check(ConnectionAborted)", "reason.check(OSError)"))
def who_is_thrown_out_is_aborted(subject):
    """A client that your server throws out ends `aborted`."""
    register = subject.factory()
    rude = register.connect()
    rude.send("喂\n".encode())
    assert b"" == rude.rest(), "who is thrown out reads nothing"
    told = log(register)
    assert b"aborted\n" == told, f"a client was thrown out; `LOG` answered {told}"


@obituary.check(mistake=("if reason.check(ConnectionDone)", "if self.factory.endings"))
def endings_stand_in_their_order(subject):
    """Many endings, in a random order, and nobody is written down who is still here."""
    register = subject.factory()
    ways = {"clean": "close", "lost": "reset", "aborted": "send"}
    happened = [*ways, *subject.random.choices([*ways], k=12)]
    subject.random.shuffle(happened)
    _, *guests = [register.connect() for _ in [None, *happened]]
    for way, guest in zip(happened, guests, strict=True):
        getattr(guest, ways[way])(*([b"?\n"] if way == "aborted" else []))
    told = log(register).decode().split()
    assert happened == told, f"connections ended {' '.join(happened)}; `LOG`: {' '.join(told)}"


@obituary.check(
    mistake=(
        "def __init__(self) -> None:\n        self.endings: list[str] = []",
        "endings: list[str] = []",
    )
)
def a_new_register_is_empty(subject):
    """Each factory has a register of its own, and it begins empty."""
    subject.factory().connect().close()
    told = log(subject.factory())
    assert b"\n" == told, f"nothing has ended here yet; `LOG` answered {told}"


echo = Exercise(
    "echo",
    "core",
    hints=(
        "Read the three docstrings as a story: bytes come; the client has finished, and you have "
        "not; you have finished.",
        "When the client has finished, bytes may still be on their way back. Which of the two "
        "ways to hang up waits for them?",
        "`data` is bytes, and `transport.write` wants bytes. There is nothing to decode.",
        "One line each: write the bytes; `loseConnection`; and `pass`, because you never close "
        "only your own half.",
    ),
)


def lowest_free(answer):
    """Return the lowest free descriptor; from now on, none is closed as garbage."""
    import gc
    import os

    gc.disable()
    free = os.dup(0)
    os.close(free)
    return free


def expect_no_half(subject, before):
    """Fail if a descriptor is in use that was the lowest free one *before*."""
    subject.settle()
    told = "the client read the end, but on your side the connection is still half open"
    assert subject.drive(lowest_free) <= before, told


@echo.check(mistake=("self.transport.write(data)", "self.transport.write(data.strip())"))
def what_comes_goes_back_at_once(subject):
    """What you send comes back at once, and the connection stays open."""
    peer = subject.factory().connect()
    for words in ["你好\r\n", "  城市:北京\n", "without an end of line"]:
        peer.send(words.encode())
        peer.expect(words.encode())
        peer.expect_open()


@echo.check(mistake=("write(data)", "write(data.decode().encode())"))
def bytes_are_not_text(subject):
    """Any bytes come back as they were, also half a character."""
    stream = "你好".encode() + bytes(range(256))
    peer = subject.factory().connect()
    for cut in subject.cuts(stream):
        peer.send_each(cut.chunks, cut.how)
        peer.expect(stream)


@echo.check(mistake=("@implementer(IHalfCloseableProtocol)\n", ""))
def the_last_words_come_back(subject):
    """Who has finished sending still gets its last bytes; then both directions are closed."""
    echo = subject.factory()
    echo.connect().close()
    before = subject.drive(lowest_free)
    for words in ["再见\n", "bye"]:
        peer = echo.connect()
        peer.send(words.encode(), last=True)
        peer.expect(words.encode())
        peer.expect_closed()
    expect_no_half(subject, before)


@echo.check(mistake=("loseConnection", "abortConnection"))
def a_slow_reader_loses_nothing(subject):
    """400,000 bytes, then the half-close, and only then a slow reading: all come back."""
    blob = subject.random.randbytes(400_000)
    peer = subject.factory().connect(receive_buffer=4096)
    peer.stop_reading()
    peer.send(blob, last=True)
    peer.start_reading()
    came = peer.rest()
    assert blob == came, f"Of {len(blob):,} bytes, {len(came):,} came back."


@echo.check(mistake=("Factory.forProtocol(Echo)", "Factory.forProtocol(lambda one=Echo(): one)"))
def clients_do_not_meet(subject):
    """Two clients get each their own bytes back, also when a third is cut off."""
    echo = subject.factory()
    one, other, third = (echo.connect(name=name) for name in ["one", "the other", "the third"])
    third.send(b"I am")
    third.reset()
    for words in [b"left", b"right"]:
        one.send(b"one " + words)
        other.send(b"other " + words)
        one.expect(b"one " + words)
        other.expect(b"other " + words)


@echo.check(mistake=("write(data)", "write(data[::-1])"))
def netcat_agrees(subject):
    """`nc -N`, a real program that half-closes, prints what it was given."""
    words = f"你好 {subject.random.random()}\n".encode() * 1000
    port = subject.factory().port
    nc = subject.program("nc", "-N", "-w", "5", "127.0.0.1", str(port), input=words)
    told = f"`nc -N` sent {len(words):,} bytes and printed {len(nc.stdout):,}"
    assert words == nc.stdout, f"{told}: {nc.stdout[:9]!r}…"


tail = Exercise(
    "tail",
    "more",
    hints=(
        "Which line comes first in the answer, and when is it here for certain?",
        "Three methods share the work: one keeps what has come so far, one adds to it, and one "
        "knows that it was all.",
        "Keep a list of pieces on `self`, made in `connectionMade`. In `readConnectionLost`, "
        "join them, write `last_line_first(…)`, and call `loseConnection`.",
    ),
)


@tail.check(mistake=("reversed(lines)", "iter(lines)"))
def the_last_line_comes_first(subject):
    """When the client has finished, its lines come back, the last one first; then all is closed."""
    drawn = str(subject.random.random())
    turner = subject.factory()
    turner.connect().close()
    before = subject.drive(lowest_free)
    for sent, answer in [
        (f"一\n二\n{drawn}\n", f"{drawn}\n二\n一\n"),
        ("one\n\nno LF at the end", "no LF at the end\n\none\n"),
        ("a\r\nb\x0bc\n", "b\x0bc\na\r\n"),
        ("\n", "\n"),
    ]:
        peer = turner.connect()
        peer.send(sent.encode(), last=True)
        peer.expect(answer.encode())
        peer.expect_closed()
    expect_no_half(subject, before)


@tail.check(mistake=("self._pieces.append(data)", "self._pieces = [data]"))
def nothing_comes_before_the_end(subject):
    """However the text is cut, the server is silent until the client has finished."""
    turner = subject.factory()
    for cut in subject.cuts("城市\n北京\nthe end\n".encode()):
        peer = turner.connect()
        peer.send_each(cut.chunks, cut.how)
        peer.expect(b"")
        peer.expect_open()
        peer.half_close()
        peer.expect("the end\n北京\n城市\n".encode())
        peer.expect_closed()


@tail.check(mistake=("self.transport.loseConnection()", "self.transport.abortConnection()"))
def a_long_text_comes_back_whole(subject):
    """Of 20,000 lines all come back, to a client that reads slowly."""
    lines = [b"%d %d\n" % (n, subject.random.randrange(10**12)) for n in range(20_000)]
    peer = subject.factory().connect(receive_buffer=4096)
    peer.stop_reading()
    peer.send(b"".join(lines), last=True)
    peer.start_reading()
    came = peer.rest().splitlines(keepends=True)
    assert lines[::-1] == came, f"Of {len(lines):,} lines, {len(came):,} came back."


@tail.check(mistake=("Factory.forProtocol(Tail)", "Factory.forProtocol(lambda one=Tail(): one)"))
def a_text_belongs_to_one_client(subject):
    """Two clients at once get each their own text; who sends nothing is disconnected."""
    turner = subject.factory()
    one, other, silent, rude = (turner.connect(name=n) for n in ("one", "other", "third", "fourth"))
    one.send(b"one\n")
    other.send(b"other\n")
    rude.send(b"rude\n")
    rude.reset()
    silent.half_close()
    silent.expect_closed()
    for peer, name in [(one, b"one"), (other, b"other")]:
        peer.send(b"end of " + name, last=True)
        peer.expect(b"end of " + name + b"\n" + name + b"\n")
        peer.expect_closed()


@tail.check(mistake=('b"\\n" for', 'b" " for'))
def it_agrees_with_tac(subject):
    """The program `tac` turns the same text round, and `nc -N` brings ours."""
    lines = "".join(f"{subject.random.random()} 行\n" for _ in range(1000)).encode()
    port = subject.factory().port
    tac = subject.program("tac", input=lines)
    nc = subject.program("nc", "-N", "-w", "5", "127.0.0.1", str(port), input=lines)
    told = f"`tac` printed {len(tac.stdout):,} bytes, and `nc -N` {len(nc.stdout):,}"
    assert tac.stdout == nc.stdout, f"{told}: {nc.stdout[:30]!r}…"


plain = Exercise(
    "plain",
    "more",
    hints=(
        "What did `Protocol` do for you, in all the classes before? Read it: "
        "`inspect.getsource(BaseProtocol)`, from `twisted.internet.protocol`, has a few lines.",
        "Twisted hands the transport to one method, and calls two others later. That first "
        "method keeps the transport. It is also the one that calls `connectionMade`: nobody else "
        "will.",
        "`@implementer(IProtocol)` above the class says that it has the four methods. In "
        "`connectionMade`, add `self` to a set of the factory's; in `connectionLost`, take it out.",
        "The factory's `buildProtocol` may hand that set over: `return Plain(self.here)`.",
    ),
)


def ancestry(answer, host):
    """Return the classes of a protocol that `make_factory` makes, and what it lacks."""
    from twisted.internet.address import IPv4Address
    from twisted.internet.interfaces import IProtocol
    from zope.interface import Invalid
    from zope.interface.verify import verifyObject

    protocol = answer.make_factory(None).buildProtocol(IPv4Address("TCP", host, 7))
    try:
        verifyObject(IProtocol, protocol)
        lacks = ""
    except Invalid as problem:
        lacks = str(problem)
    names = [f"{each.__module__}.{each.__name__}" for each in type(protocol).__mro__]
    return names, lacks


@plain.check(mistake=("class Plain:", "class Plain(Factory):"))
def it_inherits_from_nothing(subject):
    """Nothing of `Plain` was written by Twisted."""
    names, _ = subject.drive(ancestry, "127.0.0.1")
    its_own = "Plain" in [name.rpartition(".")[2] for name in names]
    assert its_own, "`make_factory` makes protocols that are no `Plain`"
    foreign = [name for name in names if name.startswith("twisted")]
    assert not foreign, f"`Plain` inherits from {', '.join(foreign)}"


@plain.check(mistake=("@implementer(IProtocol)\n", ""))
def it_provides_the_interface(subject):
    """`Plain` says that it provides `IProtocol`, and it does: zope.interface has looked."""
    _, lacks = subject.drive(ancestry, "127.0.0.1")
    assert not lacks, lacks.strip()


@plain.check(mistake=("data.upper()", "data.decode().upper().encode()"))
def it_answers_in_capitals(subject):
    """What you send comes back in capitals, byte by byte; what has none comes back as it is."""
    peer = subject.factory().connect()
    peer.expect(b"1 here\n")
    stream = "Café 北京\n".encode() + bytes(range(256))
    for cut in subject.cuts(stream):
        peer.send_each(cut.chunks, cut.how)
        peer.expect(stream.upper())
        peer.expect_open()


@plain.check(mistake=("self._here.discard(self)", "pass"))
def who_left_is_here_no_more(subject):
    """Each client is told how many are here, whether the others closed or reset."""
    hall = subject.factory()
    here = []
    for way in subject.random.choices(["come", "close", "reset"], weights=[3, 1, 1], k=20):
        if way == "come" or not here:
            here.append(hall.connect())
            here[-1].expect(b"%d here\n" % len(here))
        else:
            getattr(here.pop(), way)()


@plain.check(mistake=("return Hall()", 'return globals().setdefault("one", Hall())'))
def a_new_hall_is_empty(subject):
    """Two factories count each their own clients."""
    for _ in range(2):
        subject.factory().connect().expect(b"1 here\n")


transport_pair = Exercise(
    "transport_pair",
    "more",
    hints=(
        "Draw two protocols and two transports. Who calls whom when the left protocol writes?",
        "Each transport knows its own protocol and the other transport, its peer. `write` asks "
        "the clock to call a method *of the peer* later; that one calls its own protocol.",
        "Two facts per end are enough: may it still write, and is it still connected? The end "
        "travels the same way as the bytes do, so it cannot overtake them.",
        "`connectionLost` is called once for each protocol: ask whether this end is connected, "
        "say that it is not, and only then call it. "
        "`IHalfCloseableProtocol.providedBy(protocol)` asks whether a protocol can go on.",
    ),
)


def told(answer, steps, half_closeable, greeting=b""):
    """Join *one* and *other*, and return what each was told while the *steps* were taken.

    A step is the name of a protocol, a method of its transport, and its arguments.
    Each protocol writes *greeting*, if there is one, when it is connected.
    """
    from twisted.internet.interfaces import IHalfCloseableProtocol
    from twisted.internet.protocol import Protocol
    from twisted.internet.task import Clock
    from zope.interface import directlyProvides

    class Diarist(Protocol):
        def note(self, *what):
            diary.append((self.name, *what))

        def connectionMade(self):
            if greeting:
                self.transport.write(greeting)

        def dataReceived(self, data):
            self.note("dataReceived", bytes(data))

        def readConnectionLost(self):
            self.note("readConnectionLost")

        def writeConnectionLost(self):
            pass

        def connectionLost(self, reason):
            self.note("connectionLost", reason.type.__name__)
            self.transport.write(b"nobody hears this")

    clock, diary, protocols = Clock(), [], {}
    for name in ("one", "other"):
        protocol = protocols[name] = Diarist()
        protocol.name = name
        if half_closeable:
            directlyProvides(protocol, IHalfCloseableProtocol)
    answer.join(clock, *protocols.values())
    for name, method, *args in steps:
        if method == "later":
            clock.advance(0)
        else:
            getattr(protocols[name].transport, method)(*args)
            protocols[name].note("came back")
    clock.advance(0)
    return diary


ENDED = [("connectionLost", "ConnectionDone")]


def bytes_of(name, diary) -> bytes:
    """Return all that protocol *name* received."""
    return b"".join(what[2] for what in diary if what[:2] == (name, "dataReceived"))


def ends_of(name, diary) -> list:
    """Return what protocol *name* was told of ends."""
    kinds = ("readConnectionLost", "connectionLost")
    return [what[1:] for what in diary if what[0] == name and what[1] in kinds]


@transport_pair.check(mistake=("self.peer._arrive, data)", "self.peer._arrive, data.strip())"))
def what_is_written_arrives(subject):
    """What one writes, from `connectionMade` on, comes to the other in order; both ways."""
    words = [subject.random.randbytes(9), "你好\n".encode(), b"\x00", b"  "]
    steps = [["one", "write", each] for each in words]
    steps[2:2] = [["other", "write", b"left"], ["one", "later"], ["other", "write", b"right"]]
    for greeting in (b"", "欢迎\n".encode()):
        diary = subject.drive(told, steps, True, greeting)
        came = bytes_of("one", diary), bytes_of("other", diary)
        written = greeting + b"leftright", greeting + b"".join(words)
        assert written == came, f"written: {written}; received: {came}"
    assert not ends_of("one", diary) + ends_of("other", diary), "nobody has closed"


@transport_pair.check(
    mistake=("self._clock.callLater(0, self.peer._arrive, data)", "self.peer._arrive(data)")
)
def nothing_is_called_inside_write(subject):
    """`write` and both ways to close come back first; what they cause comes in a later turn."""
    for last in (["write", b"."], ["loseConnection"], ["loseWriteConnection"]):
        steps = [["one", "write", b"?"], ["other", "write", b"!"], ["one", *last]]
        diary = subject.drive(told, steps, True)
        first = [what[:2] for what in diary[:3]]
        came_back = [("one", "came back"), ("other", "came back"), ("one", "came back")]
        assert came_back == first, f"{last[0]} was still at work: first came {first}"


@transport_pair.check(
    mistake=(
        "self._may_write = False\n        self._clock.callLater(0, self.peer._lose)",
        "self.peer._lose()",
    )
)
def the_end_does_not_overtake(subject):
    """What was written before `loseConnection` arrives; then each `connectionLost` comes once."""
    words = subject.random.randbytes(9)
    steps = [["one", "write", words], ["one", "loseConnection"], ["one", "write", b"too late"]]
    for both in (["one", "later"], ["other", "loseConnection"]):
        diary = subject.drive(told, [*steps, both, ["one", "loseConnection"]], False)
        came = bytes_of("other", diary)
        closed = both[1] == "loseConnection"  # who has closed its own end may read no more
        assert closed or words == came, f"{words!r} was written first, and {came!r} arrived"
        for name in ("one", "other"):
            ends = ends_of(name, diary)
            assert ENDED == ends, f"`{name}` was told of {ends}, and not of {ENDED}"


@transport_pair.check(mistake=("self._protocol.readConnectionLost()", "self.loseConnection()"))
def an_answer_may_follow_a_half_close(subject):
    """After `loseWriteConnection` the other side is told, and may still answer."""
    words = subject.random.randbytes(9)
    asked = [["one", "write", words], ["one", "loseWriteConnection"], ["one", "write", b"no"]]
    answered = [["one", "later"], ["other", "write", b"yes"], ["other", "loseConnection"]]
    diary = subject.drive(told, asked + answered, True)
    came, ends = bytes_of("other", diary), ends_of("other", diary)
    assert words == came, f"before the half-close {words!r} was written, and {came!r} arrived"
    assert [("readConnectionLost",), *ENDED] == ends, f"`other` was told {ends}"
    came, ends = bytes_of("one", diary), ends_of("one", diary)
    assert (b"yes", ENDED) == (came, ends), f"the answer was `yes`; `one` got {came!r}, {ends}"


@transport_pair.check(mistake=("if IHalfCloseableProtocol.providedBy(self._protocol):", "if True:"))
def who_does_not_know_half_closes_is_closed(subject):
    """If the other side does not provide `IHalfCloseableProtocol`, a half-close ends it all."""
    words = subject.random.randbytes(9)
    steps = [["other", "write", words], ["other", "loseWriteConnection"]]
    diary = subject.drive(told, steps, False)
    assert words == bytes_of("one", diary), f"{words!r} was written before the half-close"
    for name in ("one", "other"):
        ends = ends_of(name, diary)
        assert ENDED == ends, f"`{name}` was told of {ends}, and not of {ENDED}"


finger = Exercise(
    "finger",
    "final",
    hints=(
        "Split the work: one function that makes an answer of a query, both text, and a protocol "
        "that brings it the query and sends the answer. The plans live in the factory.",
        "A `LineOnlyReceiver` calls `lineReceived` with bytes. Decode there, with "
        "`errors='replace'`: a stranger may send anything.",
        "Answer and hang up in the same method. `loseConnection` waits until a long plan is sent, "
        "and it stops reading: a second line, or the end of the client's stream, changes nothing.",
        "For the answer: drop `/W` and the spaces round the name. Then there are four cases, and "
        "each is a text. At the end, `''.join(f'{line}\\r\\n' for line in text.split('\\n'))`.",
    ),
)

PLANS = {"小明": "去北京\n回来再说", "ada": "Weave  patterns.", "alan": "\nto\x0bdecide"}


def ask(directory, query: bytes) -> bytes:
    """Return all that comes back for *query*, until the server hangs up."""
    client = directory.connect()
    client.send(query)
    return client.rest()


def expect_answers(directory, answers):
    """Fail unless each query is answered as *answers* has it."""
    for query, answer in answers.items():
        came = ask(directory, query.encode())
        assert answer.encode() == came, f"{query!r} was answered {came.decode()!r}"


@finger.check(mistake=('f"{line}\\r\\n" for', 'f"{line}\\n" for'))
def a_name_is_answered_with_a_plan(subject):
    """A name is answered with the plan, in lines that end with CRLF; then the server hangs up."""
    drawn = str(subject.random.random())
    directory = subject.factory(PLANS | {drawn: f"plan {drawn}"})
    expect_answers(
        directory,
        {
            "小明\r\n": "去北京\r\n回来再说\r\n",
            f"{drawn}\r\n": f"plan {drawn}\r\n",
            "alan\r\n": "\r\nto\x0bdecide\r\n",
            "Ada\r\n": "Ada: nobody of that name\r\n",
            "ada/W\r\n": "ada/W: nobody of that name\r\n",
        },
    )


@finger.check(mistake=("sorted(self._plans)", "self._plans"))
def an_empty_line_asks_for_all(subject):
    """An empty line is answered with the names, sorted; `/W` changes nothing."""
    drawn = f"b{subject.random.random()}"
    directory = subject.factory({**PLANS, drawn: "to come"})
    everybody = f"ada\r\nalan\r\n{drawn}\r\n小明\r\n"
    expect_answers(
        directory,
        {"\r\n": everybody, "/W\r\n": everybody, "/W ada\r\n": "Weave  patterns.\r\n"},
    )


@finger.check(mistake=('if "@" in name', 'if name.endswith("@")'))
def no_query_is_passed_on(subject):
    """Who asks for another computer reads `forwarding is denied`, and garbage is nobody's name."""
    directory = subject.factory(PLANS)
    denied = "forwarding is denied\r\n"
    expect_answers(directory, dict.fromkeys(["ada@host\r\n", "@host\r\n", "/W a@b@c\r\n"], denied))
    came = ask(directory, b"\xff\xe4\xbd\r\n")
    assert came.endswith(b": nobody of that name\r\n"), f"what is not UTF-8 was answered {came!r}"


@finger.check(mistake=("def lineReceived", "def dataReceived"))
def one_line_however_it_is_cut(subject):
    """However the line is cut, it is one query; what follows it is not answered."""
    directory = subject.factory(PLANS)
    for cut in subject.cuts("小明\r\n".encode()):
        client = directory.connect()
        client.send_each(cut.chunks, cut.how)
        client.expect("去北京\r\n回来再说\r\n".encode())
        client.expect_closed()
    came = ask(directory, b"ada\r\nalan\r\n\r\n")
    assert b"Weave  patterns.\r\n" == came, f"three lines came at once; the answer was {came!r}"


@finger.check(mistake=("loseConnection", "abortConnection"))
def a_half_close_loses_nothing(subject):
    """Who half-closes after the line gets a long plan whole; without a line, only the end."""
    lines = [str(subject.random.random()) for _ in range(20_000)]
    directory = subject.factory({"小明": "\n".join(lines)})
    client = directory.connect(receive_buffer=4096)
    client.stop_reading()
    client.send("小明\r\n".encode(), last=True)
    client.start_reading()
    came = client.rest().decode().split("\r\n")
    assert [*lines, ""] == came, f"of {len(lines):,} lines, {len(came) - 1:,} came"
    for started in (b"", "小明".encode()):
        silent = directory.connect()
        silent.send(started, last=True)
        silent.expect_closed()


@finger.check(mistake=('one query, its answer, the end."""', '"""; delimiter = b\'\\n\''))
def netcat_and_curl_agree(subject):
    """`nc -N` and `curl` (Gopher asks as finger does) print the plan."""
    drawn = f"计划 {subject.random.random()}"
    port = subject.factory({"小明": drawn}).port
    query = "小明\r\n".encode()
    nc = subject.program("nc", "-N", "-w", "5", "127.0.0.1", str(port), input=query)
    assert f"{drawn}\r\n".encode() == nc.stdout, f"`nc -N` printed {nc.stdout.decode()!r}"
    url = f"gopher://127.0.0.1:{port}/0%E5%B0%8F%E6%98%8E"
    curl = subject.program("curl", "-s", "-m", "5", url)
    assert f"{drawn}\r\n".encode() == curl.stdout, f"`curl` printed {curl.stdout.decode()!r}"
