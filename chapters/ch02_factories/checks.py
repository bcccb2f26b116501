"""Chapter 2, factories: what outlives a connection, and what must not."""

from workbook.exercise import Exercise

counter = Exercise(
    "counter",
    "core",
    hints=(
        "There are two numbers. One of them never falls: which?",
        "Both numbers live in the factory: `self.factory.came` and `self.factory.here`. "
        "Add to both in `connectionMade`, before you write them.",
        "`b'%d and %d' % (3, 1)` formats bytes; the line ends in `\\r\\n`. "
        "In `connectionLost`, take 1 from `self.factory.here`, and nothing else.",
    ),
)

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

limit = Exercise(
    "limit",
    "more",
    hints=(
        "Whoever is turned away has a connection too, and it is lost too. "
        "How do you know in `connectionLost` whether this client had a place?",
        "`self.factory.inside` is a set of clients. There is room while its `len` is below "
        "`self.factory.most`.",
        "Who is let in is added to the set, and the others are not. "
        "`set.discard` takes out who is in it, and leaves alone who is not.",
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


def told(client, came, here):
    """Check that *client* was told these numbers."""
    client.expect(b"You are client %d. Here now: %d.\r\n" % (came, here))


@counter.check(mistake=('b"You are client', 'b"you are client'))
def a_client_is_told_both_numbers(subject):
    """Who connects is told at once: `You are client 1. Here now: 1.`"""
    client = subject.factory().connect()
    told(client, 1, 1)
    client.expect_open()


@counter.check(mistake=("self.factory.here += 1", "self.factory.here = 1"))
def clients_together_are_counted_together(subject):
    """While nobody leaves, both numbers grow by 1 with each client."""
    server = subject.factory()
    for number in range(1, 6):
        told(server.connect(name=f"client {number}"), number, number)


@counter.check(mistake=("self.factory.here -= 1", "self.factory.came -= 1"))
def one_number_falls(subject):
    """When a client has left, fewer are here, and the next one still gets a new number."""
    server = subject.factory()
    first, second = server.connect(), server.connect()
    told(second, 2, 2)
    first.close()
    told(server.connect(name="the third client"), 3, 2)


@counter.check(
    mistake=("self.factory.here -= 1", 'self.factory.here -= "cleanly" in str(reason)'),
)
def it_counts_however_they_leave(subject):
    """Clients may come and leave in any order: in silence, speaking, or with a reset."""
    server, came, here = subject.factory(), 0, []
    for way in ["reset", "close", *subject.random.choices(["reset", "close"], k=8)]:
        for _ in range(subject.random.randrange(1, 3)):
            came += 1
            here.append(server.connect(name=f"client {came}"))
            told(here[-1], came, len(here))
        here[0].send("再见".encode())
        getattr(here.pop(subject.random.randrange(len(here))), way)()


@counter.check(
    mistake=(
        "return Counter()",
        'Counter.only = vars(Counter).get("only") or Counter()\n    return Counter.only',
    )
)
def counters_share_nothing(subject):
    """A second counter begins at 0, whoever visits the first one."""
    one, other = subject.factory(), subject.factory()
    told(one.connect(), 1, 1)
    told(other.connect(name="a client of the second counter"), 1, 1)
    told(one.connect(), 2, 2)


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


def fill(server, most):
    """Return *most* clients that *server* has let in."""
    clients = [server.connect(name=f"client {number + 1} of {most}") for number in range(most)]
    for client in clients:
        client.expect(b"welcome\r\n")
    return clients


def turned_away(server, name="a client too many"):
    """Check that the next client is told `busy`, and nothing else; return the connection."""
    client = server.connect(name=name)
    client.expect(b"busy\r\n")
    client.expect_closed()
    return client


@limit.check(mistake=("< self.factory.most", "<= self.factory.most"))
def only_so_many_are_welcome(subject):
    """As many as there is room for are told `welcome` and stay; the next one is told `busy`."""
    most = subject.random.randrange(2, 6)
    server = subject.factory(most)
    clients = fill(server, most)
    turned_away(server)
    for client in clients:
        client.expect_open()


@limit.check(mistake=("            self.transport.loseConnection()", "            pass"))
def curl_is_turned_away(subject):
    """`curl` prints `busy`, and ends."""
    server = subject.factory(1)
    fill(server, 1)
    turned_away(server)  # fails if it is left open: curl would wait there for ever
    curl = subject.program("curl", "-sS", f"telnet://127.0.0.1:{server.port}")
    said = curl.stderr.decode().strip() or "nothing more"
    assert b"busy\r\n" == curl.stdout, f"curl printed {curl.stdout!r}, and said: {said}"


@limit.check(mistake=("self.factory.inside.discard(self)", "pass"))
def a_place_is_free_again(subject):
    """When a client has left, also by a reset, the next one is welcome; and one only."""
    server = subject.factory(2)
    clients = fill(server, 2)
    for leave in ["close", "reset", "reset", "close"]:
        getattr(clients.pop(subject.random.randrange(2)), leave)()
        clients.append(server.connect(name=f"the client after a {leave}"))
        clients[-1].expect(b"welcome\r\n")
        turned_away(server)


@limit.check(
    mistake=(
        "self.factory.inside.discard(self)",
        "self.factory.inside and self.factory.inside.pop()",
    )
)
def who_was_turned_away_frees_no_place(subject):
    """Who is turned away and leaves, politely or not, makes no room for another."""
    server = subject.factory(2)
    first, _ = fill(server, 2)
    for leave in ["close", "reset", "close"]:
        getattr(turned_away(server), leave)()
        turned_away(server, name="the client after one that was turned away")
    first.close()
    server.connect(name="the client after one that left").expect(b"welcome\r\n")


@limit.check(
    mistake=(
        "return Limited(most)",
        'Limited.only = vars(Limited).get("only") or Limited(most)\n    return Limited.only',
    )
)
def servers_share_no_places(subject):
    """A second server has places of its own, as many as it was told."""
    one, other = subject.factory(1), subject.factory(2)
    fill(one, 1)
    fill(other, 2)
    turned_away(one)
    turned_away(other)


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
    for cut in subject.cuts("你好\r\nWHO\r\nbye\n\r\r\n".encode()):
        guest.send_each(cut.chunks, cut.how)
        guest.expect("ann 小明\n".encode())
        ann.expect("<小明> 你好\n<小明> bye\n<小明> \r\n".encode())
