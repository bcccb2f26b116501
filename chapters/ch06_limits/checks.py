"""Chapter 6, limits: how long to wait, and how much to hold."""

from workbook.engine.probe import PENDING
from workbook.exercise import Exercise

MIB = 1 << 20

login_deadline = Exercise(
    "login_deadline",
    "core",
    hints=(
        "A timer is started by `callLater`, which returns it. You need it twice later: keep it "
        "in an attribute.",
        "A timer has `reset(seconds)`, which begins anew from now, `cancel()` and `active()`. "
        "To cancel one that has run is an error.",
        "`loseConnection` waits until all is sent. To a peer that reads nothing that is for ever; "
        "chapter 03 knows the other way to hang up.",
    ),
)

firehose = Exercise(
    "firehose",
    "core",
    hints=(
        "`transport.write` never blocks and never refuses: what the peer does not take stays in "
        "your memory. So who says when to stop?",
        "`transport.registerProducer(self, True)` makes the transport call your `pauseProducing` "
        "when it holds too much (64 KiB), and `resumeProducing` when that is sent. It may call "
        "`pauseProducing` from inside your call of `write`.",
        "In `resumeProducing`, write `CHUNK` after `CHUNK` while there is something left and you "
        "are not paused. The constructor can begin by calling it.",
        "When nothing is left: `unregisterProducer()` first, then `loseConnection()`, which waits "
        "until all is sent. In `stopProducing`, set what is left to 0.",
    ),
)

rate = Exercise(
    "rate",
    "more",
    hints=(
        "Nothing needs to happen between two lines. When the next one comes, how many tokens have "
        "flowed in since the last one?",
        "Seconds since then, times the rate. Add that, but never go above `burst`; and remember "
        "what time it was.",
        "Take one only if there is a whole one. The rest of a token stays in the bucket. "
        "Each protocol makes a bucket of its own in `connectionMade`.",
    ),
)

consumer = Exercise(
    "consumer",
    "more",
    hints=(
        "A transport is a producer too: it produces what arrives. It can be paused.",
        "`self.transport.pauseProducing()` stops the reading: then the client's bytes stay in the "
        "system, and the client has to wait. Resume when the Deferred fires.",
        "While you are paused you do not see the client's half-close either. So in "
        "`readConnectionLost` all is stored already.",
    ),
)

drain = Exercise(
    "drain",
    "more",
    hints=(
        "Who must know of every connection, and of every job? When is a job over: how many ways "
        "are there?",
        "`deferLater(reactor, seconds, self.sendLine, b'done')` is a job: a Deferred that can be "
        "cancelled. Keep the jobs of a connection in a list.",
        "`DeferredList(jobs)` fires when all of them have ended, and "
        "`.addTimeout(grace, reactor)` cancels those that have not. Who handles their "
        "`CancelledError`? What does that errback return?",
    ),
)

relay = Exercise(
    "relay",
    "final",
    hints=(
        "Two lists: who is here, and for each of them the lines that wait. When is a line written, "
        "and when does it wait?",
        "Each protocol can be the push producer of its own transport. After `pauseProducing` its "
        "lines wait; `resumeProducing` writes them until it is paused again.",
        "Count the bytes that wait. One above `limit`: `abortConnection`, and take the member "
        "out of the list at once, because `connectionLost` comes a little later.",
    ),
)


def greeted(factory, name):
    """Return a connection that has said its *name*."""
    peer = factory.connect(name=name)
    peer.send(name.encode() + b"\n")
    peer.expect(b"hello " + name.encode() + b"\n")
    return peer


def slow(factory):
    """Return a connection that reads nothing, and for which the systems hold few bytes."""
    peer = factory.connect(receive_buffer=4096, send_buffer=4096, name="who reads nothing")
    peer.stop_reading()
    return peer


@login_deadline.check(mistake=('b"hello " + line', 'b"hello"'))
def in_time_is_answered(subject):
    """A name is answered `hello NAME`, what follows `pong`, as long as each comes in a second."""
    drawn = subject.random.randbytes(3).hex()
    for name in (drawn, "小明"):
        peer = greeted(subject.factory(), name)
        for pause in (0.9, 0.5, 0.9, 0.9):
            subject.reactor.advance(pause)
            peer.send(b"ping\n")
            peer.expect(b"pong\n")


@login_deadline.check(mistake=("reactor.callLater(PATIENCE, ", "reactor.callLater(3 * PATIENCE, "))
def silence_has_an_end(subject):
    """Who says nothing for a second is thrown out: at the beginning, and later."""
    factory = subject.factory()
    silent, peer = factory.connect(name="who says nothing"), greeted(factory, "小明")
    subject.reactor.advance(0.95)
    silent.expect_open()
    peer.send(b"one more\n")
    peer.expect(b"pong\n")
    subject.reactor.advance(0.1)
    silent.expect_closed()
    peer.expect_open()
    subject.reactor.advance(0.95)
    peer.expect_closed()


@login_deadline.check(mistake=("def lineReceived(self", "def dataReceived(self"))
def only_a_line_buys_time(subject):
    """Bytes that are no complete line buy no time: one each 0.1 s ends after 1 s."""
    factory = subject.factory()
    peers = [factory.connect(name="who drips"), greeted(factory, "小明")]
    for _ in range(9):
        subject.reactor.advance(0.1)
        for peer in peers:
            peer.send(b"x")
            peer.expect_open()
    subject.reactor.advance(0.2)
    for peer in peers:
        peer.expect_closed()


@login_deadline.check(mistake=("abortConnection", "loseConnection"))
def who_reads_nothing_goes_too(subject):
    """Who asks and asks and reads nothing is thrown out like anybody else."""
    factory = subject.factory()
    deaf = slow(factory)
    deaf.send(b"deaf\n")
    for _ in range(8):
        deaf.send(b"ping\n" * 2000)
    subject.reactor.advance(1.1)
    deaf.send(b"are you there?")
    deaf.expect_closed()


@login_deadline.check(mistake=("self._deadline.cancel()", "pass"))
def no_timer_outlives_its_connection(subject):
    """When a connection has ended, in whatever way, its timer is gone."""
    factory = subject.factory()
    for leave in ("close", "reset"):
        for who in ("who said nothing", "Ada"):
            peer = greeted(factory, who) if who == "Ada" else factory.connect()
            getattr(peer, leave)()
            left = subject.reactor.delayed_calls
            assert 0 == left, f"{who} has left ({leave}), and {left} timer(s) still wait."
    late = factory.connect()
    subject.reactor.advance(1.5)
    late.expect_closed()
    assert 0 == subject.reactor.delayed_calls, "A client was thrown out, and a timer still waits."


@firehose.check(mistake=('int(line.removeprefix(b"GET ")) * MIB', "MIB"))
def all_of_it_comes(subject):
    """`GET n` on a line is answered by n MiB, and then the server hangs up."""
    factory = subject.factory()
    for n in (1, subject.random.randint(2, 5)):
        peer = factory.connect()
        peer.send(b"GET %d\n" % n)
        came = len(peer.rest())
        assert came == n * MIB, f"GET {n}: {came:,} bytes came, not {n * MIB:,}."


@firehose.check(mistake=("self._paused = True\n\n    def resume", "pass\n\n    def resume"))
def slow_readers_cost_little(subject):
    """Three clients ask for 200 MiB each and read nothing: your program does not grow."""
    factory = subject.factory()
    peer = factory.connect()
    peer.send(b"GET 1\n")
    peer.rest()
    held = 0.0
    for clients in (1, 2, 3):
        with subject.growth() as grown:
            slow(factory).send(b"GET 200\n")
        held += grown.bytes / MIB
        assert held < 40, (
            f"{clients} x 200 MiB were asked for and not read: your program grew by {held:.0f} MiB."
        )


@firehose.check(mistake=("self._transport.write(piece)", "self._transport.socket.sendall(piece)"))
def a_quick_one_does_not_wait(subject):
    """While slow ones are served, a quick one gets all it asks for."""
    factory = subject.factory()
    for _ in range(3):
        peer = slow(factory)
        peer.send(b"GET 20\n")
    quick = factory.connect(name="a quick client")
    quick.send(b"GET 2\n")
    came = len(quick.rest())
    assert came == 2 * MIB, f"GET 2: {came:,} bytes came, not {2 * MIB:,}."


@firehose.check(mistake=("self._paused = False\n        while", "while"))
def a_pause_has_an_end(subject):
    """Who reads nothing for a while, and then reads, gets the rest."""
    peer = slow(subject.factory())
    peer.send(b"GET 1\n")
    peer.start_reading()
    came = len(peer.rest())
    assert came == MIB, f"A client paused before it read on: {came:,} bytes came, not {MIB:,}."


@firehose.check(mistake=("def stopProducing", "def stop_producing"))
def who_is_gone_costs_nothing(subject):
    """A client that is gone in the middle leaves nothing behind, and the next one is served."""
    factory = subject.factory()
    for leave in ("reset", "close"):
        peer = slow(factory)
        peer.send(b"GET 20\n")
        getattr(peer, leave)()
    peer = factory.connect()
    peer.send(b"GET 1\n")
    assert len(peer.rest()) == MIB, "After clients that left, the next one did not get its MiB."


@firehose.check(mistake=('b"GET "', 'b"get "'))
def nc_gets_it(subject):
    """`nc` gets all of it, and ends."""
    done = subject.program("nc", "127.0.0.1", str(subject.factory().port), input=b"GET 9\n")
    came = len(done.stdout)
    assert came == 9 * MIB, f"nc: {came:,} bytes came, not {9 * MIB:,}."


def asked(subject, peer, lines):
    """Send so many *lines* at once; return the answers."""
    peer.send(b"\xe4\xbd\xa0\n" * lines)
    return peer.read().decode("latin-1").split("\n")[:-1]


def judge_rate(subject, peer, lines, oks, when):
    """Fail unless the first *oks* of *lines* sent at once are allowed."""
    right, came = ["ok"] * oks + ["slow down"] * (lines - oks), asked(subject, peer, lines)
    allowed = came.count("ok")
    assert right == came, (
        f"{when}, {lines} lines at once: {allowed} of {len(came)} answers were `ok`, not {oks}."
    )


@rate.check(mistake=("self._tokens -= 1\n", "pass\n"))
def a_burst_is_allowed(subject):
    """At first `burst` lines are answered `ok`, and those after them `slow down`."""
    burst = subject.random.randint(3, 9)
    peer = subject.factory(2, burst).connect()
    judge_rate(subject, peer, burst - 1, burst - 1, "At first")
    judge_rate(subject, peer, 3, 1, "Right after these")


@rate.check(mistake=("* self._rate\n", "\n"))
def tokens_flow_in(subject):
    """Each second brings `rate` tokens; what is less than a whole one is kept."""
    per_second = subject.random.choice([2, 4, 8])
    peer = subject.factory(per_second, 20).connect()
    judge_rate(subject, peer, 21, 20, "At first")
    subject.reactor.advance(1)
    judge_rate(subject, peer, per_second + 1, per_second, f"After a second at rate {per_second}")
    for part, oks in [(0.75, 0), (0.75, 1), (0.75, 1), (0.75, 1)]:
        subject.reactor.advance(part / per_second)
        judge_rate(subject, peer, 2, oks, "With parts of a token in the bucket")


@rate.check(mistake=("min(self._burst, self._tokens + flowed)", "self._tokens + flowed"))
def a_bucket_runs_over(subject):
    """Who is silent for an hour may still not send more than `burst` lines at once."""
    peer = subject.factory(2, 5).connect()
    for hour in (1, 2):
        subject.reactor.advance(3600)
        judge_rate(subject, peer, 8, 5, f"After hour {hour}")


@rate.check(mistake=("self._bucket = Bucket(", "type(self)._bucket = Bucket("))
def each_has_a_bucket(subject):
    """One who asks too often costs nobody else a token, and leaves no timer behind."""
    factory = subject.factory(1, 4)
    greedy, modest = factory.connect(name="a greedy client"), factory.connect(name="a modest one")
    judge_rate(subject, greedy, 9, 4, "At first")
    judge_rate(subject, modest, 1, 1, "After a greedy client")
    subject.reactor.advance(1)
    judge_rate(subject, greedy, 2, 1, "After a second")
    judge_rate(subject, modest, 5, 4, "Next to a greedy client")
    greedy.reset()
    modest.close()
    left = subject.reactor.delayed_calls
    assert 0 == left, f"All clients have left, and {left} timer(s) still wait."


@consumer.check(mistake=('b"%d bytes\\n" % self._stored', 'b"stored\\n"'))
def an_upload_is_counted(subject):
    """When all is stored, the answer is how many bytes, and the server hangs up."""
    size = subject.random.randrange(1000, 9000)
    store = subject.probe(PENDING)
    peer = subject.factory(store).connect()
    peer.send("北京".encode() * size, last=True)
    for number in range(100):
        if number >= len(store.calls):
            break
        store.fire(number)
    stored = b"".join(args[0] for args in store.calls)
    assert "北京".encode() * size == stored, f"{6 * size} were sent, {len(stored)} were stored."
    peer.expect(b"%d bytes\n" % (6 * size))
    peer.expect_closed()


@consumer.check(mistake=("self.transport.pauseProducing()", "pass"))
def one_piece_at_a_time(subject):
    """While a piece is being stored, no other one is given to the disk."""
    store = subject.probe(PENDING)
    peer = subject.factory(store).connect()
    peer.send_each([b"~" * 1000] * 5, "in five pieces")
    for stored in range(5):
        calls = len(store.calls)
        if stored < calls:
            assert calls == stored + 1, f"{stored} pieces are stored, and {calls} were given."
            store.fire(stored)
    peer.half_close()
    peer.expect(b"5000 bytes\n")


@consumer.check(mistake=("self.transport.pauseProducing()", "self.transport.resumeProducing()"))
def the_client_has_to_wait(subject):
    """While the disk is busy, your program reads nothing more: the client has to wait."""
    store = subject.probe(PENDING)
    taken = subject.factory(store).connect().offer(b"~" * 32 * MIB)
    assert taken < 24 * MIB, f"Nothing was stored yet, and {taken:,} bytes were taken."


@consumer.check(mistake=("self.transport.abortConnection()", "self._go_on(None, 0)"))
def a_full_disk_is_told(subject):
    """If the disk fails, the connection is reset, and nothing is answered."""
    store = subject.probe(PENDING)
    peer = subject.factory(store).connect()
    peer.send("北京".encode())
    store.fail(0, OSError(28, "No space left on device"))
    peer.expect_reset()


@consumer.check(
    mistake=("Factory.forProtocol(Upload)", "Factory.forProtocol(lambda one=Upload(): one)")
)
def uploads_do_not_mix(subject):
    """Two uploads at once do not wait for each other, and one who leaves disturbs nobody."""
    store = subject.probe(PENDING)
    factory = subject.factory(store)
    for number, leave in enumerate(("reset", "close")):
        gone = factory.connect()
        gone.send(b"~" * 1000)
        getattr(gone, leave)()
        store.fire(number)
    slow, quick = factory.connect(name="slow"), factory.connect(name="quick")
    slow.send(b"~" * 1000)
    quick.send("北京".encode(), last=True)
    store.fire(3)
    quick.expect(b"6 bytes\n")
    store.fire(2)
    slow.half_close()
    slow.expect(b"1000 bytes\n")


@drain.check(mistake=('self.sendLine, b"done"', 'self.sendLine, b"ok"'))
def jobs_are_done(subject):
    """`WORK n` is answered `done` after n seconds, also for several jobs at once."""
    peer = subject.factory().connect()
    peer.send(b"WORK 3\nWORK 1\n")
    for pause, right in [(0.9, b""), (0.2, b"done\n"), (1.8, b""), (0.2, b"done\n")]:
        subject.reactor.advance(pause)
        peer.expect(right)
    peer.send(b"WORK 4\n")
    subject.reactor.advance(4.1)
    peer.expect(b"done\n")


@drain.check(
    mistake=("ended = await DeferredList(jobs).addTimeout(grace, self.reactor)", "ended = []")
)
def what_was_begun_is_ended(subject):
    """`drain` waits for the jobs that go on; then all are hung up on."""
    factory = subject.factory()
    busy, idle = factory.connect(name="who waits"), factory.connect(name="who is idle")
    busy.send(b"WORK 2\nWORK 3\n")
    draining = factory.start("drain", 10.0)
    subject.reactor.advance(2.5)
    busy.expect(b"done\n")
    assert "pending" == draining.state, f"A job goes on, and `drain` is {draining.state}."
    subject.reactor.advance(1)
    busy.expect(b"done\n")
    assert 0 == draining.result(), f"All jobs were done; `drain` gave {draining.result()!r}."
    busy.expect_closed()
    idle.expect_closed()
    left = subject.reactor.delayed_calls
    assert 0 == left, f"`drain` is done, and {left} timer(s) still wait."


@drain.check(mistake=('return self.sendLine(b"closing")', "pass"))
def nothing_new_is_begun(subject):
    """While it drains, a new job is answered `closing`, and a new client hung up on."""
    factory = subject.factory()
    peer = factory.connect()
    peer.send(b"WORK 2\n")
    draining = factory.start("drain", 10.0)
    peer.send(b"WORK 1\n")
    peer.expect(b"closing\n")
    late = factory.connect(name="who comes late")
    late.expect_closed()
    subject.reactor.advance(2.5)
    peer.expect(b"done\n")
    assert 0 == draining.result(), f"All jobs were done; `drain` gave {draining.result()!r}."


@drain.check(mistake=(".addTimeout(grace, self.reactor)", ""))
def grace_has_an_end(subject):
    """After `grace` seconds all are hung up on; the result is how many jobs were not done."""
    factory = subject.factory()
    peers = [factory.connect() for _ in range(3)]
    for peer, seconds in zip(peers, (1, 20, 30), strict=True):
        peer.send(b"WORK %d\n" % seconds)
    draining = factory.start("drain", 5.0)
    subject.reactor.advance(4.9)
    peers[1].expect_open()
    subject.reactor.advance(0.2)
    for peer, right in zip(peers, (b"done\n", b"", b""), strict=True):
        peer.expect(right)
        peer.expect_closed()
    result = draining.result()
    assert 2 == result, f"Two jobs of three were not done; `drain` gave {result!r}."
    assert 0 == subject.reactor.delayed_calls, "`drain` is done, and timers still wait."


@drain.check(mistake=("            job.cancel()", "            pass"))
def who_is_gone_is_not_waited_for(subject):
    """The jobs of a client who has left end with the connection, and nobody waits for them."""
    factory = subject.factory()
    for leave in ("close", "reset"):
        peer = factory.connect()
        peer.send(b"WORK 20\nWORK 30\n")
        getattr(peer, leave)()
        left = subject.reactor.delayed_calls
        assert 0 == left, f"The client has left ({leave}), and {left} timer(s) still wait."
    draining = factory.start("drain", 5.0)
    assert 0 == draining.result(), f"Nobody is here; `drain` gave {draining.result()!r}."


@relay.check(mistake=("self.factory.members - {self}", "self.factory.members"))
def all_others_hear(subject):
    """A line goes to all others, however it was cut, and not back to who said it."""
    factory = subject.factory(MIB)
    ada, ming, zoe = (factory.connect(name=name) for name in ("Ada", "小明", "Zoe"))
    said = f"你好\n\n{subject.random.random()}\r\n".encode()
    for cut in subject.cuts(said):
        ada.send_each(cut.chunks, cut.how)
        ming.expect(said)
        zoe.expect(said)
        assert b"" == ada.read(), "Who said a line got it back."
    zoe.reset()
    ming.send(b"bye\n")
    ada.expect(b"bye\n")
    stranger = subject.factory(MIB).connect(name="another relay's client")
    ming.send(b"anybody?\n")
    assert b"" == stranger.read(), "A client of another relay heard it too."


def shout(speaker, kib):
    """Say so many *kib* in lines of 1 KiB; return what was said."""
    said = b"".join(b"%07d" % number + b"~" * 1016 + b"\n" for number in range(kib))
    speaker.send(said)
    return said


@relay.check(mistake=("            self.transport.abortConnection()", "            pass"))
def who_does_not_listen_is_cut_off(subject):
    """A client that reads nothing is cut off when more than `limit` bytes wait for it."""
    factory = subject.factory(MIB // 4)
    speaker, deaf = factory.connect(name="the speaker"), slow(factory)
    shout(speaker, kib=128)
    deaf.send(b"still here\n")
    deaf.expect_open()
    speaker.expect(b"still here\n")
    shout(speaker, kib=512)
    deaf.send(b"and now?\n")
    deaf.expect_closed()
    speaker.expect_open()


@relay.check(
    mistake=(
        "if not self._paused:\n            self.resume",
        "if not self._held:\n            self.resume",
    )
)
def the_slow_lose_nothing(subject):
    """A client that stops reading for a while gets every line in the end, in order."""
    factory = subject.factory(MIB)
    speaker, peer = factory.connect(name="the speaker"), slow(factory)
    said = shout(speaker, kib=512)
    peer.start_reading()
    peer.expect(said)
    speaker.send(b"one more\n")
    peer.expect(b"one more\n")


@relay.check(
    mistake=(
        "self.factory.members.discard(self)\n            self",
        "self.factory.members.clear()\n            self",
    )
)
def the_quick_do_not_wait(subject):
    """While one reads nothing, and when it is cut off, the others hear all."""
    factory = subject.factory(MIB // 4)
    speaker, deaf = factory.connect(name="the speaker"), slow(factory)
    quick = factory.connect(name="who reads")
    for _ in range(3):
        said = shout(speaker, kib=256)
        quick.expect(said)
    quick.send(b"thank you\n")
    speaker.expect(b"thank you\n")


@relay.check(mistake=("elif self._held > self.factory.limit:", "elif self._held > 1 << 40:"))
def its_memory_has_a_bound(subject):
    """Five who read nothing, and 8 MiB said: the relay does not grow by 20 MiB."""
    factory = subject.factory(MIB)
    speaker = factory.connect()
    shout(speaker, kib=1024)
    for _ in range(5):
        slow(factory)
    with subject.growth() as grown:
        for _ in range(8):
            shout(speaker, kib=1024)
    held = grown.bytes / MIB
    assert held < 20, f"8 MiB were said to five who read nothing; it grew by {held:.0f} MiB."
