"""Chapter 4, framing: what comes out must not depend on how TCP cuts what goes in."""

from workbook.exercise import Exercise

SOME, MORE = 150, 2400  # frames, or reads: 16 times the work
QUADRATIC = 32  # times as long; 16 is linear, and 256 is its square
WHY = "what do you copy, or count, again and again?"

key_value = Exercise(
    "key_value",
    "core",
    hints=(
        "When `dataReceived` returns, what must the protocol still know at its next call?",
        "`split(b'\\n')` gives the lines, and as its *last* element the beginning of a line "
        "that has no end yet. That element is often empty. Keep it, and put it before the next "
        "`data`.",
        "Cut first, decode afterwards: only a whole line is sure to hold whole characters. "
        "`text.partition(':')` always gives three strings; the second is empty if there is no "
        "colon.",
        "`*lines, self._rest = (self._rest + data).split(b'\\n')` finds the lines. Two things "
        "are left to do: answer each of them, and compare lengths with `MAX_LINE`.",
    ),
)

frames = Exercise(
    "frames",
    "core",
    hints=(
        "What can be in your buffer? A part of a header; a header and a part of its frame; "
        "several frames and a part of the next. What does `feed` do in each case?",
        "`HEADER.unpack_from(buffer, start)` reads the number at an offset, so you can look into "
        "the buffer without cutting it.",
        "`bytes` are copied whole whenever they grow or are cut. A `bytearray` grows at its end "
        "at little cost. Move an offset past each frame, and cut the front off once a call.",
        "While there are four bytes at the offset: read the length. Raise if it is above the "
        "limit. Stop if the frame is not complete. Otherwise take the frame and go on.",
    ),
)


@key_value.check(mistake=('partition(":")', 'rpartition(":")'))
def a_record_is_answered(subject):
    """`key:value` on a line is answered `OK key=value`; the first colon ends the key."""
    drawn = "".join(subject.random.choices("abc:北京城市", k=8))
    peer = subject.factory().connect()
    for key, value in [("name", "twisted"), ("城市", "北京"), ("url", "http://x/"), ("k", drawn)]:
        peer.send(f"{key}:{value}\n".encode())
        peer.expect(f"OK {key}={value}\n".encode())


@key_value.check(mistake=("except UnicodeDecodeError", "except KeyError"))
def a_bad_line_is_answered_too(subject):
    """A line that is no record gets an error line, and the connection goes on."""
    peer = subject.factory().connect()
    for line, error in [
        ("没有冒号\n".encode(), b"ERR no colon\n"),
        (b"\n", b"ERR no colon\n"),
        (b"\xff\xfe:1\n", b"ERR not utf-8\n"),
        ("key:你".encode()[:-1] + b"\n", b"ERR not utf-8\n"),
        (b"key:1\n", b"OK key=1\n"),
    ]:
        peer.send(line)
        peer.expect(error)


@key_value.check(mistake=("(self._rest + data)", "data"))
def cuts_do_not_matter(subject):
    """However TCP cuts the bytes, the answers are the same."""
    drawn = "".join(subject.random.choices("abc北京城市", k=8))
    lines = f"name:twisted\r\nurl:http://x/\n城市:北京\nno colon\nempty:\n:\n\n{drawn}:好\n"
    factory = subject.factory()
    for cut in subject.cuts(lines.encode()):
        peer = factory.connect()
        peer.send_each(cut.chunks, cut.how)
        peer.expect(
            "OK name=twisted\nOK url=http://x/\nOK 城市=北京\nERR no colon\nOK empty=\nOK =\n"
            f"ERR no colon\nOK {drawn}=好\n".encode()
        )


@key_value.check(mistake=('removesuffix(b"\\r")', "strip()"))
def only_lf_ends_a_line(subject):
    """Only LF ends a line, and of what stands before it only one CR is dropped."""
    peer = subject.factory().connect()
    for sent, kept in [
        ("a:1\r\n", "1"),
        ("a:1\r\r\n", "1\r"),
        ("a:1\rb:2\n", "1\rb:2"),
        ("a: 1 \t\n", " 1 \t"),
        ("a:1\x0b\x0c\x1c\x85\u2028b:2\n", "1\x0b\x0c\x1c\x85\u2028b:2"),
    ]:
        peer.send(sent.encode())
        peer.expect(f"OK a={kept}\n".encode())


@key_value.check(
    mistake=("Factory.forProtocol(KeyValue)", "Factory.forProtocol(lambda one=KeyValue(): one)")
)
def connections_share_nothing(subject):
    """Half a line of one client is never joined to a line of another."""
    factory = subject.factory()
    alice, bob, carol = factory.connect(), factory.connect(), factory.connect()
    alice.send(b"user:al")
    bob.send(b"user:bob\n")
    bob.expect(b"OK user=bob\n")
    carol.send(b"user:ca")
    carol.reset()
    alice.send(b"ice\n")
    alice.expect(b"OK user=alice\n")
    dave = factory.connect()
    dave.send(b"user:dave\n")
    dave.expect(b"OK user=dave\n")


@key_value.check(mistake=("if any(len(line) > self.MAX_LINE", "if any(len(line) > 1 << 30"))
def a_line_has_a_limit(subject):
    """A line of 1,000 bytes is fine, and so are many lines; one without end is refused."""
    peer = subject.factory().connect()
    peer.send(b"long:" + b"v" * 995 + b"\n")
    peer.expect(b"OK long=" + b"v" * 995 + b"\n")
    peer.send(b"a:1\n" * 8000)
    peer.expect(b"OK a=1\n" * 8000)
    peer.expect_open()
    peer.send_each([b"x" * 1000] * 132, "1,000 bytes at a time, and no LF")
    peer.rest()


def packed(*content: bytes) -> bytes:
    """Return frames as they go over the wire."""
    return b"".join(len(each).to_bytes(4, "big") + each for each in content)


def fed(framer, chunks):
    """Return the frames that come out when *chunks* go in."""
    came = framer.each("feed", chunks)
    for each in came:
        assert isinstance(each, list), f"`feed` should return a list; it returned {each!r:.100}"
    return [frame for each in came for frame in each]


def shown(content) -> str:
    """Return frames as a message can show them."""
    text = repr(content)
    return text if len(text) < 200 else f"{text[:200]}… ({len(content)} frames)"


@frames.check(mistake=("del self._buffer[:start]", "self._buffer.clear()"))
def any_cut_gives_the_same_frames(subject):
    """However the stream is cut, the same frames come out, in order."""
    drawn = subject.random.randbytes(20)
    sent = [b"hello", "你好".encode(), b"\x00\x00\x00\x02hi\n", bytes(range(256)), b"\n", drawn]
    for cut in subject.cuts(packed(*sent)):
        came = fed(subject.new("Framer", 256), cut.chunks)
        assert sent == came, f"{cut.how}: in went {shown(sent)}, out came {shown(came)}"


@frames.check(mistake=("if end > len(self._buffer)", "if not length or end > len(self._buffer)"))
def an_empty_frame_is_a_frame(subject):
    """A frame of no bytes comes out like any other, and at once."""
    sent = [b"", b"a", b"", b""]
    for cut in subject.cuts(packed(*sent)):
        came = fed(subject.new("Framer", 10), cut.chunks)
        assert sent == came, f"{cut.how}: in went {shown(sent)}, out came {shown(came)}"


@frames.check(mistake=("if length > self._max_length", "if length >= self._max_length"))
def the_header_is_enough_to_refuse(subject):
    """A frame of the greatest length is fine; a longer one is refused at its fourth byte."""
    limit = subject.random.randint(100, 900)
    longest = b"x" * limit
    came = fed(subject.new("Framer", limit), [packed(longest)])
    assert [longest] == came, f"the limit is {limit}; of {limit} bytes came {shown(came)}"
    for length in (limit + 1, 2**31, 2**32 - 1):
        framer, header = subject.new("Framer", limit), length.to_bytes(4, "big")
        assert [] == fed(framer, [header[:3]]), "something came out of three bytes"
        came = framer.start("feed", header[3:]).result()
        raised = getattr(came, "types", (f"no error, but {came!r}",))
        assert {"FrameTooLong", "ValueError"} <= {*raised}, (
            f"the limit is {limit}; a header that says {length} gave {', '.join(raised)}"
        )


@frames.check(mistake=("= bytearray()", '= globals().setdefault("kept", bytearray())'))
def framers_share_nothing(subject):
    """What one framer keeps is unknown to the next."""
    one, two = subject.new("Framer", 1 << 30), subject.new("Framer", 1 << 30)
    came = fed(one, [packed(b"left")[:6]]), fed(two, [packed(b"right")]), fed(one, [b"ft"])
    assert ([], [b"right"], [b"left"]) == came, (
        f"one framer got `left` in two parts, another got `right` between them; out came {came}"
    )


def times_longer(cost) -> float:
    """Return how many times longer `MORE` takes than `SOME`; look again if it seems quadratic.

    What else the machine does makes a measurement longer, never shorter.
    """
    some, more = [], []
    for look in range(6):
        some += [cost(SOME), cost(SOME), cost(SOME)]
        more += [cost(MORE)]
        if look > 0 and min(more) < QUADRATIC * min(some):
            break
    return min(more) / min(some)


@frames.check(mistake=("start = end\n", "self._buffer, start = self._buffer[end:], 0\n"))
def many_frames_in_one_read(subject):
    """16 times as many frames in one read take about 16 times as long, not 256 times."""

    def cost(count):
        framer = subject.new("Framer", 1 << 20)
        stream = packed(*[b"."] * count, b"." * 230 * count)[:-1]  # the last one is not complete
        began = subject.cpu()
        assert [b"."] * count == fed(framer, [stream]), f"not all of {count} frames came out"
        return subject.cpu() - began

    longer = times_longer(cost)
    assert longer < QUADRATIC, f"it took {longer:.0f} times as long: {WHY}"


@frames.check(mistake=("self._buffer += data", "self._buffer = self._buffer + data"))
def one_frame_in_many_reads(subject):
    """A frame that comes in 16 times as many reads takes about 16 times as long, not 256 times."""

    def cost(count):
        framer, frame = subject.new("Framer", 1 << 20), b"." * 230 * count
        chunks = [packed(frame)[:-count], *[b"."] * count]
        began = subject.cpu()
        assert [frame] == fed(framer, chunks), f"a frame of {len(frame)} bytes did not come out"
        return subject.cpu() - began

    longer = times_longer(cost)
    assert longer < QUADRATIC, f"it took {longer:.0f} times as long: {WHY}"
