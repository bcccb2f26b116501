"""Chapter 4, framing: what comes out must not depend on how TCP cuts what goes in."""

import socket
from concurrent.futures import ThreadPoolExecutor

from workbook.engine.troubles import Failed
from workbook.exercise import Exercise
from workbook.hostile import Slicer

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
    peer.send((b"a:" + b"1" * 97 + b"\n") * 320)
    peer.expect((b"OK a=" + b"1" * 97 + b"\n") * 320)
    peer.expect_open()
    peer.send_each([b"x" * 1000] * 67, "1,000 bytes at a time, and no LF")
    peer.rest()


def packed(*content: bytes) -> bytes:
    """Return frames as they go over the wire."""
    return b"".join(len(each).to_bytes(4, "big") + each for each in content)


def fed(parser, chunks, how=""):
    """Return what comes out when *chunks* go in; *how* they were cut, an error tells too."""
    try:
        came = parser.each("feed", chunks)
    except Failed as trouble:
        raise Failed(f"{how}: {trouble}" if how else str(trouble), trouble.places) from None
    for each in came:
        assert isinstance(each, list), f"`feed` should return a list; it returned {each!r:.100}"
    return [value for each in came for value in each]


def shown(content) -> str:
    """Return what went in or came out as a message can show it."""
    text = repr(content)
    return text if len(text) < 200 else f"{text[:200]}… ({len(content)} in all)"


@frames.check(mistake=("del self._buffer[:start]", "self._buffer.clear()"))
def any_cut_gives_the_same_frames(subject):
    """However the stream is cut, the same frames come out, in order."""
    drawn = subject.random.randbytes(20)
    sent = [b"hello", "你好".encode(), b"\x00\x00\x00\x02hi\n", bytes(range(256)), b"\n", drawn]
    for cut in subject.cuts(packed(*sent)):
        came = fed(subject.new("Framer", 256), cut.chunks, cut.how)
        assert sent == came, f"{cut.how}: in went {shown(sent)}, out came {shown(came)}"


@frames.check(mistake=("if end > len(self._buffer)", "if not length or end > len(self._buffer)"))
def an_empty_frame_is_a_frame(subject):
    """A frame of no bytes comes out like any other, and at once."""
    sent = [b"", b"a", b"", b""]
    for cut in subject.cuts(packed(*sent)):
        came = fed(subject.new("Framer", 10), cut.chunks, cut.how)
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
    for _ in range(6):
        some += [cost(SOME), cost(SOME), cost(SOME)]
        more += [cost(MORE)]
        if min(more) < QUADRATIC * min(some):
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


mixed = Exercise(
    "mixed",
    "more",
    hints=(
        "After `PUT 6`, what can the next call of `rawDataReceived` bring? Fewer bytes than six; "
        "all six; six, and the beginning of the next command.",
        "Keep two things: the note so far, and how many bytes are missing. Slices do the rest: "
        "`data[:n]` belongs to the note, `data[n:]` does not.",
        "`setLineMode(rest)` gives the rest back, and `LineReceiver` finds the lines in it. "
        "And `PUT 0`: who calls `rawDataReceived` if no byte comes?",
        "In `lineReceived`: an empty note, `int(size)` missing bytes, `setRawMode()`, and one call "
        "of `self.rawDataReceived(b'')`, for the note that is whole already.",
    ),
)


def put(note: bytes) -> bytes:
    """Return the command that pins *note*, and the note."""
    return b"PUT %d\n" % len(note) + note


def got(note: bytes) -> bytes:
    """Return the answer to GET while *note* is on the board."""
    return b"%d\n" % len(note) + note


@mixed.check(mistake=("self.factory.note = self._note", "self._note = self._note"))
def a_note_comes_back(subject):
    """`PUT n` and n bytes are answered `OK`; `GET` brings n and the bytes, to every client."""
    board = subject.factory()
    writer, reader = board.connect(name="the writer"), board.connect(name="the reader")
    reader.send(b"GET\n")
    reader.expect(got(b""))
    for note in ["你好\n再见".encode(), subject.random.randbytes(9), bytes(range(256)) * 999]:
        writer.send(put(note))
        writer.expect(b"OK\n")
        reader.send(b"GET\n")
        reader.expect(got(note))


@mixed.check(mistake=("self.setLineMode(rest)", "self.setLineMode()"))
def commands_and_notes_may_be_cut(subject):
    """However TCP cuts commands and notes, the answers are the same."""
    drawn = subject.random.randbytes(20)
    notes = ["城市:北京".encode(), b"GET\nPUT 3\n", b"\n", drawn, b"x"]
    board = subject.factory()
    for cut in subject.cuts(b"".join(put(note) + b"GET\n" for note in notes)):
        client = board.connect()
        client.send_each(cut.chunks, cut.how)
        client.expect(b"".join(b"OK\n" + got(note) for note in notes))


@mixed.check(mistake=('            self.rawDataReceived(b"")\n', ""))
def an_empty_note_is_a_note(subject):
    """`PUT 0` is answered at once, and the board is empty."""
    client = subject.factory().connect()
    client.send(put(b"full"))
    client.expect(b"OK\n")
    client.send(b"PUT 0\n")
    client.expect(b"OK\n")
    client.send(b"GET\nPUT 0\nPUT 0\nGET\n")
    client.expect(got(b"") + b"OK\nOK\n" + got(b""))


@mixed.check(mistake=("self._missing == 0", "self._missing < 3"))
def half_a_note_is_no_note(subject):
    """Until its last byte is here a note is not on the board, and never if its writer is lost."""
    board = subject.factory()
    slow, rude, reader = (board.connect(name=name) for name in ("one", "another", "the reader"))
    slow.send(put("北京".encode())[:-1])
    rude.send(put(b"rude")[:-1])
    reader.send(b"GET\n" + put(b"first") + b"GET\n")
    reader.expect(got(b"") + b"OK\n" + got(b"first"))
    rude.reset()
    slow.expect(b"")
    slow.send("京".encode()[-1:])
    slow.expect(b"OK\n")
    reader.send(b"GET\n")
    reader.expect(got("北京".encode()))


@mixed.check(
    mistake=("        self._missing -= len(data) - len(rest)", "        self._missing = 0")
)
def a_long_note_comes_in_many_reads(subject):
    """A note of 900,000 bytes arrives whole, and the connection speaks lines again."""
    note = subject.random.randbytes(900_000)
    client = subject.factory().connect()
    client.send(put(note) + b"GET\n")
    came = client.read()
    assert b"OK\n" + got(note) == came, f"{len(note):,} bytes were put; {len(came):,} came back"
    client.send(b"GET\n")
    assert got(note) == client.read(), "the second `GET` brought something else"


netstring = Exercise(
    "netstring",
    "more",
    hints=(
        "At which moments may the bytes end? Inside the digits, before the colon, inside the "
        "string, before the comma. The parser of the chapter has an answer for none of them.",
        "Look before you take: find the length, and see whether the string *and its comma* are "
        "there. Until they are, leave the buffer as it is, digits too.",
        "`int(b' 5')`, `int(b'+5')` and `int(b'1_0')` are all fine for Python, and no netstring. "
        "A regular expression that you match at an offset tells digits from everything else.",
        "In a loop: match the length at the offset; raise if there is none, or if it is too "
        "large; stop if something is missing; raise if the comma is another byte; take the "
        "string, and move the offset past the comma. Cut the buffer once, at the end.",
    ),
)


def netstrings(*content: bytes) -> bytes:
    """Return netstrings as they go over the wire."""
    return b"".join(b"%d:%s," % (len(each), each) for each in content)


def expect_refusal(parser, last: bytes, told: str):
    """Fail unless the parser raises when it is fed *last*."""
    came = parser.start("feed", last).result()
    raised = getattr(came, "types", (f"no error, but {came!r:.100}",))
    assert "ValueError" in raised, f"{told} gave {', '.join(raised)}"


@netstring.check(mistake=("del self._buffer[:start]", "self._buffer.clear()"))
def any_cut_gives_the_same_strings(subject):
    """However the stream is cut, the same strings come out, in order."""
    drawn = subject.random.randbytes(20)
    sent = [b"hello", "你好".encode(), b"3:abc,", b"12345678901", b",:\n", bytes(range(256)), drawn]
    for cut in subject.cuts(netstrings(*sent)):
        came = fed(subject.new("Netstrings", 256), cut.chunks, cut.how)
        assert sent == came, f"{cut.how}: in went {shown(sent)}, out came {shown(came)}"


@netstring.check(mistake=("end >= len(self._buffer)", "end >= len(self._buffer) or end == first"))
def an_empty_string_is_a_string(subject):
    """`0:,` is a string of no bytes, and comes out at its comma."""
    sent = [b"", b"a", b"", b""]
    for cut in subject.cuts(netstrings(*sent)):
        came = fed(subject.new("Netstrings", 10), cut.chunks, cut.how)
        assert sent == came, f"{cut.how}: in went {shown(sent)}, out came {shown(came)}"


@netstring.check(mistake=("(0|[1-9][0-9]*)", "([0-9]+)"))
def a_length_is_digits(subject):
    """A length is digits, without a zero in front; anything else is refused."""
    for stream in [b"-1:", b"+1:a,", b" 1:a,", b"1 :a,", b"1_0:", b"05:hello,", b":,", b"a:b,"]:
        expect_refusal(subject.new("Netstrings", 100), stream, f"{stream!r}")
    after = subject.new("Netstrings", 100)
    assert [b"a"] == fed(after, [b"1:a,5"]), "`1:a,` is a string, and `5` begins the next"
    expect_refusal(after, b"x:hello", "`1:a,5` and then `x:hello`")


@netstring.check(
    mistake=("int(length[1]) > self._max_length", "int(length[1]) >= self._max_length")
)
def a_length_has_a_limit(subject):
    """A string of the greatest length is fine; a longer one is refused before it is here."""
    limit = subject.random.randint(100, 900)
    longest = b"x" * limit
    came = fed(subject.new("Netstrings", limit), [netstrings(longest)])
    assert [longest] == came, f"the limit is {limit}; of {limit} bytes came {shown(came)}"
    for length in (limit + 1, 10**9):
        told = f"the limit is {limit}; `{length}:`"
        expect_refusal(subject.new("Netstrings", limit), b"%d:" % length, told)
    endless = subject.new("Netstrings", limit)
    expect_refusal(endless, b"9" * 40, f"the limit is {limit}; 40 digits without a colon")


@netstring.check(mistake=('self._buffer[end] != ord(",")', "self._buffer[end] == 0"))
def a_comma_ends_a_string(subject):
    """What has no comma after its last byte is refused, also if that byte comes later."""
    for stream in [b"5:hello;", b"2:hello,", b"0:hello,"]:
        expect_refusal(subject.new("Netstrings", 100), stream, f"{stream!r}")
    later = subject.new("Netstrings", 100)
    assert [] == fed(later, [b"5:hello"]), "a string came out without its comma"
    expect_refusal(later, b"5:world,", "`5:hello` and then `5:world,`")


@netstring.check(mistake=("= bytearray()", '= globals().setdefault("kept", bytearray())'))
def parsers_share_nothing(subject):
    """What one parser keeps is unknown to the next."""
    one, two = subject.new("Netstrings", 100), subject.new("Netstrings", 100)
    came = fed(one, [b"4:le"]), fed(two, [b"5:right,"]), fed(one, [b"ft,"])
    assert ([], [b"right"], [b"left"]) == came, (
        f"one parser got `left` in two parts, another got `right` between them; out came {came}"
    )


resp = Exercise(
    "resp",
    "more",
    hints=(
        "A function that parses an array calls itself for each element. What becomes of its local "
        "variables when the bytes end in the middle?",
        "There are two good answers. A *stack* on `self`: the arrays that are open, each with the "
        "number of values that it still waits for. Or a *generator*: it yields where bytes are "
        "missing, and its local variables wait in it.",
        "With the stack: take one line, or one line and its bytes, at a time. A value goes into "
        "the array on top; if that is whole now, take it off, and it is the next value itself.",
        "With the generator: `value = yield from self._value()` calls itself and still lets go "
        "in the middle. `feed` appends to the buffer and takes values until it yields a marker "
        "that says *more bytes*. In both, `-1` is no length: it is None.",
    ),
)

WIRE = (  # and what it means
    ("+OK\r\n", "OK"),
    ("-ERR 没有\r\n", "ERR 没有"),
    (":-42\r\n", -42),
    ("$6\r\n城市\r\n", "城市".encode()),
    ("$9\r\n\r\n$3\r\nGET\r\n", b"\r\n$3\r\nGET"),
    ("*3\r\n$3\r\nSET\r\n*2\r\n:1\r\n*1\r\n+\r\n$1\r\n*\r\n", [b"SET", [1, [""]], b"*"]),
    ("*2\r\n$-1\r\n*-1\r\n", [None, None]),
    ("*2\r\n$0\r\n\r\n*0\r\n", [b"", []]),
)


@resp.check(mistake=("if sign:", 'if sign == "+":'))
def each_kind_has_its_value(subject):
    """Each kind of value comes out as the class says, and at its last byte."""
    for sent, value in WIRE:
        parser, wire = subject.new("Parser", 100), sent.encode()
        early, came = fed(parser, [wire[:-1]]), fed(parser, [wire[-1:]])
        assert ([], [value]) == (early, came), f"{sent!r} became {came}, and {early} too early"


@resp.check(mistake=("del self._buffer[: size + 2]", "self._buffer.clear()"))
def any_cut_gives_the_same_values(subject):
    """However the stream is cut, the same values come out, in order."""
    drawn = subject.random.randbytes(20)
    stream = "".join(sent for sent, _ in WIRE).encode() + b"$20\r\n" + drawn + b"\r\n"
    values = [*(value for _, value in WIRE), drawn]
    for cut in subject.cuts(stream):
        came = fed(subject.new("Parser", 100), cut.chunks, cut.how)
        assert values == came, f"{cut.how}: out came {shown(came)}"


@resp.check(mistake=('or number == "-1"', 'or number == "-7"'))
def nothing_is_not_empty(subject):
    """`$-1` and `*-1` are None, and nothing follows them; `$0` and `*0` are empty."""
    stream = b"$-1\r\n:1\r\n*-1\r\n:2\r\n$0\r\n\r\n:3\r\n*0\r\n*3\r\n$-1\r\n*-1\r\n*0\r\n"
    values = [None, 1, None, 2, b"", 3, [], [None, None, []]]
    for cut in subject.cuts(stream):
        came = fed(subject.new("Parser", 100), cut.chunks, cut.how)
        assert values == came, f"{cut.how}: out came {shown(came)}"


@resp.check(mistake=("or depth > DEEPEST", ""))
def no_stranger_breaks_it(subject):
    """What is no RESP2, or too much of it, is refused as soon as the line is here."""
    wrong = "hello\r\n|:4x\r\n|$-2\r\n|*-2\r\n|$ 3\r\n|$1_0\r\n|$\r\n|\r\n|$3\r\nlonger\r\n"
    for stream in wrong.split("|"):
        expect_refusal(subject.new("Parser", 100), stream.encode(), f"{stream!r}")
    for stream in (b"$101\r\n", b"*101\r\n", b"$9999999999\r\n", b"+" * 6000):
        told = f"with a limit of 100, {stream[:20]!r}"
        expect_refusal(subject.new("Parser", 100), stream, told)
    deep = subject.new("Parser", 100)
    expect_refusal(deep, b"*1\r\n" * 3000, "an array in an array, 3,000 deep,")


@resp.check(
    mistake=("while len(array) < int(number):", "while sum(1 for _ in array) < int(number):")
)
def each_value_is_parsed_once(subject):
    """An array of 16 times as many values, each in a read of its own, takes 16 times as long."""

    def cost(count):
        parser, chunks = subject.new("Parser", 1 << 20), [b"*%d\r\n" % count, *[b":1\r\n"] * count]
        began = subject.cpu()
        assert [[1] * count] == fed(parser, chunks), f"no array of {count} numbers came out"
        return subject.cpu() - began

    longer = times_longer(cost)
    assert longer < QUADRATIC, f"it took {longer:.0f} times as long: what do you parse again?"


def said_by_redis_cli(subject, *words) -> bytes:
    """Return what the real `redis-cli` sends for a command."""
    subject.program("redis-cli", "--version")  # or skip, before somebody waits for it
    with socket.create_server(("127.0.0.1", 0)) as door, ThreadPoolExecutor(1) as beside:
        door.settimeout(5)

        def serve():
            with door.accept()[0] as client:
                said = client.recv(65536)
                client.sendall(b"+OK\r\n")
                return said

        said = beside.submit(serve)
        subject.program("redis-cli", "-p", str(door.getsockname()[1]), *words)
        return said.result()


@resp.check(mistake=('kind == "*"', 'kind == "%"'))
def redis_cli_is_understood(subject):
    """What the real `redis-cli` sends is the array of its arguments."""
    words = ["SET", "城市", f"北京 {subject.random.random()}\n"]
    said = said_by_redis_cli(subject, *words)
    came = fed(subject.new("Parser", 1000), [said])
    assert [[word.encode() for word in words]] == came, f"{said!r} became {came}"


tiny_redis = Exercise(
    "tiny_redis",
    "final",
    hints=(
        "Three parts: bytes become words, words become a reply, and a thin protocol between them "
        "and the transport. The middle one is a function that needs no network and no reactor.",
        "A request is an array of byte strings. Your parser of `resp` finds it; without one, a "
        "`LineReceiver` does that has two modes, as in `mixed`: a line says how many raw bytes "
        "follow, and two more, for their CRLF.",
        "Keep with each value the time at which it is forgotten, and compare it with "
        "`reactor.seconds()` when somebody asks. Then no timer is needed, and none can forget "
        "a value that was set anew.",
        "`match [command.upper(), *words]` chooses the command and checks the number of words at "
        "once: `case [b'SET', key, value]`. What matches nothing is answered `-ERR …`.",
    ),
)


def request(*words: bytes) -> bytes:
    """Return a command as Redis clients send it."""
    return b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%b\r\n" % (len(w), w) for w in words)


def talk(client, *turns):
    """Fail unless each command, in words with spaces between, gets its reply."""
    for command, reply in turns:
        client.send(request(*command.encode().split(b" ")))
        client.expect(reply.encode() + b"\r\n")


@tiny_redis.check(mistake=("command.upper()", "command"))
def a_value_is_kept_for_all(subject):
    """What one client has SET, another one GETs; another server knows nothing of it."""
    redis, drawn = subject.factory(), str(subject.random.random())
    one, other = redis.connect(name="one"), redis.connect(name="the other")
    talk(one, ("SET 城市 北京", "+OK"), ("set k " + drawn, "+OK"), ("GET none", "$-1"))
    talk(other, ("GET 城市", "$6\r\n北京"), ("get k", f"${len(drawn)}\r\n{drawn}"))
    talk(other, ("SET 城市 西安", "+OK"))
    talk(one, ("GET 城市", "$6\r\n西安"))
    talk(subject.factory().connect(name="a client of another server"), ("GET 城市", "$-1"))


@tiny_redis.check(mistake=("(int(value or 0) + 1), end", "(int(value or 0) + 1), now + 5"))
def it_counts(subject):
    """INCR counts from nothing, or from the number that is there; what is no number is an error."""
    number = subject.random.randint(-1000, 1000)
    client = subject.factory().connect()
    talk(client, ("INCR n", ":1"), ("incr n", ":2"), ("GET n", "$1\r\n2"))
    talk(client, (f"SET m {number}", "+OK"), ("INCR m", f":{number + 1}"))
    for wrong in ("1_0", "+1x", "café", "1.5"):
        talk(client, (f"SET x {wrong}", "+OK"))
        client.send(request(b"INCR", b"x"))
        told = client.read_line()
        assert told.startswith(b"-ERR "), f"INCR of {wrong!r} was answered {told!r}"
        talk(client, ("GET x", f"${len(wrong.encode())}\r\n{wrong}"))
    subject.reactor.advance(100)
    talk(client, ("GET n", "$1\r\n2"))


@tiny_redis.check(mistake=("entries[key] = new, never", "entries[key] = new, end"))
def it_forgets_in_time(subject):
    """EXPIRE forgets a value after so many seconds; a new SET is kept, and INCR changes no time."""
    redis, clock = subject.factory(), subject.reactor
    client = redis.connect()
    talk(client, ("SET a 1", "+OK"), ("SET b 1", "+OK"), ("SET c 1", "+OK"), ("EXPIRE no 9", ":0"))
    talk(client, ("EXPIRE a 10", ":1"), ("EXPIRE b 10", ":1"), ("EXPIRE c 10", ":1"))
    clock.advance(9.5)
    talk(client, ("INCR a", ":2"), ("SET b 2", "+OK"), ("EXPIRE c 10", ":1"))
    clock.advance(1)
    talk(client, ("GET a", "$-1"), ("GET b", "$1\r\n2"), ("GET c", "$1\r\n1"))
    talk(client, ("EXPIRE a 9", ":0"), ("INCR a", ":1"))
    clock.advance(10)
    talk(redis.connect(), ("GET c", "$-1"), ("GET b", "$1\r\n2"), ("GET a", "$1\r\n1"))


@tiny_redis.check(mistake=("self.setLineMode(self.word[self.size + 2 :])", "self.setLineMode()"))
def commands_may_be_cut(subject):
    """However TCP cuts a row of commands, the replies are the same, and in order."""
    drawn = subject.random.randbytes(20)
    redis = subject.factory()
    row = [(b"SET", b"k", value) for value in (drawn, b"", b"\r\n$3\r\nGET\r\n", "城".encode())]
    stream = b"".join(request(*words) + request(b"GET", b"k") for words in row)
    replies = b"".join(b"+OK\r\n$%d\r\n%b\r\n" % (len(value), value) for *_, value in row)
    for cut in subject.cuts(stream):
        client = redis.connect()
        client.send_each(cut.chunks, cut.how)
        client.expect(replies)


@tiny_redis.check(mistake=('kind, most = (b"$", 7)', 'kind, most = (b"$", 700)'))
def strangers_do_no_harm(subject):
    """An unknown command is an error; after what is no RESP2, or too long, the server hangs up."""
    redis = subject.factory()
    client = redis.connect()
    for words in [(b"FLY", b"k"), (b"GET",), (b"SET", b"k"), (b"GET", b"a", b"b"), (b"\xff",)]:
        client.send(request(*words))
        told = client.read_line()
        assert told.startswith(b"-ERR "), f"{words} was answered {told!r}"
    talk(client, ("SET k 1", "+OK"))
    for stream in (b"GET / HTTP/1.1\r\n\r\n", b"*1\r\n$x\r\n", b"*1\r\n$1000000000\r\n"):
        stranger = redis.connect(name=f"who sends {stream!r}")
        stranger.send(stream)
        stranger.rest()
    talk(client, ("GET k", "$1\r\n1"))


@tiny_redis.check(mistake=('return b"+OK"', 'return b"+OK!"'))
def redis_cli_can_use_it(subject):
    """The real `redis-cli` sets, counts and reads, over a network that cuts every few bytes."""
    drawn = f"北京 {subject.random.random()}"
    port = subject.through(subject.factory(), Slicer(3, 2)).port
    lines = f'SET 城市 "{drawn}"\nINCR n\nINCR n\nEXPIRE n 100\nGET 城市\nGET none\n'
    cli = subject.program("redis-cli", "-p", str(port), input=lines.encode())
    told = cli.stdout.decode()
    assert f"OK\n1\n2\n1\n{drawn}\n\n" == told, f"`redis-cli` printed {told!r}"
