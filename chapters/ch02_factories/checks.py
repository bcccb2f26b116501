"""Chapter 2, factories: what outlives a connection, and what must not."""

from workbook.exercise import Exercise

guestbook = Exercise(
    "guestbook",
    "core",
    hints=(
        "A `Visit` is gone when its visitor hangs up. Which object saw all the visitors?",
        "In a method of `Visit`, `self.factory` is the `Guestbook` that built it. "
        "Call its `sign` there.",
        "Bytes can be formatted like text: `b'%d, %s' % (7, name)`. "
        "`sendLine` adds the CRLF, and `self.transport.loseConnection()` hangs up.",
        "In `__init__`, make an empty list in `self.names`. In `sign`, append the name; its "
        "number is the length of the list.",
    ),
)

chat = Exercise(
    "chat",
    "final",
    hints=(
        "Draw it first: which object knows who is in the room, and who tells it?",
        "Two classes are enough: a `LineOnlyReceiver` for a guest, and a `Factory` for the room. "
        "Its delimiter is CRLF until you say `delimiter = b'\\n'`. "
        "The room can be a dictionary, from a nick to its protocol.",
        "A guest is in one of two states: without a nick, and with one. Begin `lineReceived` by "
        "asking which. Write the nick down only when you know that it is free.",
        "However a connection ends, Twisted calls `connectionLost(self, reason)`. There, and only "
        "if the guest had a nick: take it out of the room, then tell the others.",
    ),
)


@guestbook.check(mistake=("%d, %s.", "%d %s"))
def a_visitor_is_told_a_number(subject):
    """A visitor sends a name and is told: `You are visitor 1, 小明.`"""
    visit = subject.factory().connect()
    visit.send("小明\r\n".encode())
    visit.expect("You are visitor 1, 小明.\r\n".encode())


@guestbook.check(mistake=("return len(self.names)", "return 1"))
def the_book_outlives_the_visit(subject):
    """The next visitor gets the next number, though the first has left."""
    book = subject.factory()
    for number, name in enumerate([b"Ada", b"Alan", b"Ada", b"Grace"], start=1):
        visit = book.connect()
        visit.send(name + b"\r\n")
        visit.expect(b"You are visitor %d, %s.\r\n" % (number, name))
        visit.close()


@guestbook.check(mistake=("protocol = Visit", "protocol = lambda self, one=Visit(): one"))
def a_number_is_for_who_signs(subject):
    """Of several visitors at once, the first to sign is number 1; looking in is not signing."""
    book = subject.factory()
    first, second, silent = (book.connect(name=name) for name in ["Ada", "Alan", "nobody"])
    silent.reset()
    second.send(b"Alan\r\n")
    second.expect(b"You are visitor 1, Alan.\r\n")
    first.send(b"Ada\r\n")
    first.expect(b"You are visitor 2, Ada.\r\n")


@guestbook.check(
    mistake=(
        'def __init__(self) -> None:\n        """Open an empty book."""\n        self.names',
        "names",
    )
)
def a_new_book_is_empty(subject):
    """Two guest books share nothing: the second one begins at 1 again."""
    for name in [b"Ada", b"Grace"]:
        visit = subject.factory().connect()
        visit.send(name + b"\r\n")
        visit.expect(b"You are visitor 1, %s.\r\n" % name)


@guestbook.check(mistake=("def lineReceived", "def dataReceived"))
def a_name_may_come_in_pieces(subject):
    """A name that TCP cuts in two is still one name."""
    book = subject.factory()
    for number, cut in enumerate(subject.cuts("小明\r\n".encode()), start=1):
        visit = book.connect()
        visit.send_each(cut.chunks, cut.how)
        visit.expect(f"You are visitor {number}, 小明.\r\n".encode())


@guestbook.check(mistake=("self.transport.loseConnection()", "pass"))
def the_visit_ends(subject):
    """After the answer, and not before, the server hangs up."""
    visit = subject.factory().connect()
    visit.expect_open()
    visit.send(b"Ada\r\n")
    visit.expect(b"You are visitor 1, Ada.\r\n")
    visit.expect_closed()


def enter(room, nick):
    """Return a connection of somebody who has come into *room* as *nick*."""
    guest = room.connect(name=nick)
    guest.expect(b"nick?\n")
    guest.send(nick.encode() + b"\n")
    guest.expect(f"welcome {nick}\n".encode())
    return guest


@chat.check(mistake=("is None and line in self.factory.guests", "is None and not line"))
def a_nick_has_one_owner(subject):
    """You are asked `nick?`, told `taken` if it is in use, and else `welcome NICK`."""
    room = subject.factory()
    ann = enter(room, "ann")
    other = room.connect(name="another client")
    other.expect(b"nick?\n")
    for nick, answer in [("ann", "taken"), ("ann", "taken"), ("小明", "welcome 小明")]:
        other.send(nick.encode() + b"\n")
        other.expect(answer.encode() + b"\n")
    ann.expect("* 小明 joined\n".encode())


@chat.check(mistake=("if guest is not self:", "if guest:"))
def the_others_read_what_you_say(subject):
    """A line goes to all the others as `<NICK> text`, never back to its sender."""
    room = subject.factory()
    ann, bob, cat = (enter(room, nick) for nick in ["ann", "bob", "小明"])
    bob.expect("* 小明 joined\n".encode())
    ann.expect("* bob joined\n* 小明 joined\n".encode())
    cat.send("  城市:北京 \nWHO?\n".encode())
    for other in (ann, bob):
        other.expect("<小明>   城市:北京 \n<小明> WHO?\n".encode())
    ann.send(b"WHO\n")
    cat.send(b"WHO\n")
    for asker in (ann, cat):
        asker.expect("ann bob 小明\n".encode())


@chat.check(mistake=("sorted(self.factory.guests)", "self.factory.guests"))
def who_is_here(subject):
    """`WHO` answers the nicks of this room, sorted, to the one who asked."""
    nicks = ["zoe", "李", f"guest{subject.random.randrange(1000)}", "小明", "Max"]
    room, elsewhere = subject.factory(), subject.factory()
    stranger = enter(elsewhere, "bob")
    *others, last = [enter(room, nick) for nick in nicks]
    for other in others:
        other.read()
    last.send(b"WHO\n")
    last.expect(" ".join(sorted(nicks)).encode() + b"\n")
    silent = all(other.read() == b"" for other in [*others, stranger])
    assert silent, "The answer to `WHO` went to others too."


@chat.check(mistake=("del self.factory.guests[self.nick]", "pass"))
def who_is_gone_is_gone(subject):
    """Closed or reset, `* NICK left` is told to the others, and the nick is free again."""
    room = subject.factory()
    ann = enter(room, "ann")
    for nick, leave in [("bob", "close"), ("小明", "reset"), ("bob", "reset"), ("小明", "close")]:
        guest = enter(room, nick)
        ann.expect(f"* {nick} joined\n".encode())
        getattr(guest, leave)()
        ann.expect(f"* {nick} left\n".encode())
    ann.send(b"WHO\n")
    ann.expect(b"ann\n")


@chat.check(
    mistake=('self.sendLine(b"taken")', 'self.sendLine(b"taken")\n            self.nick = line')
)
def without_a_nick_you_are_nobody(subject):
    """Who has no nick yet reads nothing of the room, and leaves it unnoticed."""
    room = subject.factory()
    ann, shy = enter(room, "ann"), room.connect(name="a client without a nick")
    refused = room.connect(name="the other ann")
    refused.send(b"ann\n")
    refused.expect(b"nick?\ntaken\n")
    bob = enter(room, "bob")
    bob.send(b"hello\n")
    ann.expect(b"* bob joined\n<bob> hello\n")
    shy.expect(b"nick?\n")
    refused.reset()
    shy.close()
    ann.send(b"WHO\n")
    ann.expect(b"ann bob\n")


@chat.check(mistake=('line.removesuffix(b"\\r")', "line"))
def lines_end_where_lf_says(subject):
    """However TCP cuts the bytes, a line is what ends in LF; one CR before it is dropped."""
    room = subject.factory()
    ann, guest = enter(room, "ann"), room.connect(name="小明")
    guest.expect(b"nick?\n")
    guest.send_each([bytes([byte]) for byte in "小明\r\n".encode()], "one byte at a time")
    guest.expect("welcome 小明\n".encode())
    ann.expect("* 小明 joined\n".encode())
    for cut in subject.cuts("你好\r\nWHO\r\nbye\n".encode()):
        guest.send_each(cut.chunks, cut.how)
        guest.expect("ann 小明\n".encode())
        ann.expect("<小明> 你好\n<小明> bye\n".encode())
