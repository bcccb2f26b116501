"""Chapter 3, lifecycle: nothing is lost, whoever finishes first."""

from workbook.exercise import Exercise

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
    """A client that has finished sending still gets its last bytes, and then the end."""
    echo = subject.factory()
    for words in ["再见\n", "bye"]:
        peer = echo.connect()
        peer.send(words.encode(), last=True)
        peer.expect(words.encode())
        peer.expect_closed()


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
