"""Chapter 8, an HTTP client: what it must bring, and what no server may do to it."""

from workbook.engine.subject import Error
from workbook.exercise import Exercise

MIB = 1 << 20

fetch_all = Exercise(
    "fetch_all",
    "core",
    hints=(
        "Write `fetch(agent, url, max_bytes)` for one page first: request, read, look at the "
        "status. In Twisted, `deferred.addTimeout(seconds, reactor)` covers all that it waits for.",
        "`DeferredSemaphore(limit).run(begin, url)` calls `begin(url)` when there is room. "
        "`DeferredList(…, consumeErrors=True)` waits for all, and gives a pair for each.",
        "`readBody` has no limit. Give the response a protocol of yours with `deliverBody`: count "
        "in `dataReceived`, and call `transport.loseConnection()` when it is too much.",
        "`connectionLost(reason)` is the end of a body. It is whole if "
        "`reason.check(ResponseDone)`; else the reason is the error.",
    ),
)


def page(body, status="200 OK", **fields):
    """Return a whole response with *body*."""
    more = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{more}\r\n".encode() + body


def serving(answer):
    """Return a script that calls *answer* with the visit and the path of each request."""

    def serve(visit):
        while head := visit.read_until(b"\r\n\r\n"):
            answer(visit, head.split(b" ")[1].decode())

    return serve


def at(peer, path="/"):
    """Return the URL of *path* at a server of the check's."""
    return f"http://127.0.0.1:{peer.port}{path}"


def told(came):
    """Return what came, shortened, for a sentence."""
    if isinstance(came, bytes) and len(came) > 40:
        return f"{len(came):,} bytes"
    return repr(came)


def is_error(came):
    """Whether an exception stands in the place of a page."""
    return getattr(came, "type_name", "") not in ("", "Failure", "Deferred", "coroutine")


def fetched(subject, urls, limit=20, timeout=3.0, max_bytes=MIB):
    """Begin `fetch_all`; fail if it has failed already."""
    pending = subject.start("fetch_all", subject.reactor, urls, limit, timeout, max_bytes)
    if pending.state == "failed":
        all_of(urls, pending)
    return pending


def all_of(urls, pending):
    """Return the list that *pending* gives; fail if it is none, or not as long as *urls*."""
    came = pending.result()
    if isinstance(came, Error):
        raise AssertionError(f"`fetch_all` raised {came.types[0]}: {came.message}")
    assert isinstance(came, list), f"`fetch_all` should return a list; it returned {told(came)}."
    assert len(urls) == len(came), f"There are {len(urls)} URLs; {len(came)} results came."
    return came


@fetch_all.check(mistake=("for came, end in ends]", "for came, end in ends[::-1]]"))
def two_hundred_pages_come_in_order(subject):
    """200 pages come whole, in the order of their URLs, and at most 20 were asked for at once."""
    pages = {f"/{n}": subject.random.randbytes(subject.random.randrange(999)) for n in range(200)}
    far = subject.peer(serving(lambda visit, path: visit.answer(page(pages[path]))))
    urls = [at(far, path) for path in pages]

    came = all_of(urls, fetched(subject, urls))

    for path, content, each in zip(pages, pages.values(), came, strict=True):
        assert content == each, (
            f"In the place of {path}, whose body is {told(content)}: {told(each)}."
        )
    most = far.most_at_once
    assert most <= 20, f"The limit was 20, and {most} requests were under way at once."


@fetch_all.check(mistake=("DeferredSemaphore(limit)", "DeferredSemaphore(limit - 1)"))
def as_many_at_once_as_the_limit(subject):
    """As many as the limit are under way at once, as long as there are enough, and never more."""
    limit, paths = subject.random.choice([3, 4, 5]), [f"/{number}" for number in range(9)]

    def slowly(visit, path):
        visit.stall()
        visit.answer(page(path.encode()))

    far = subject.peer(serving(slowly))
    urls = [at(far, path) for path in paths]
    pending = fetched(subject, urls, limit)
    left = len(urls)
    while now := far.at_once:
        assert now <= limit, f"The limit is {limit}, and {now} requests are under way."
        assert now == min(limit, left), f"limit={limit}, {left} pages wait, and {now} is under way."
        left -= now
        far.release()

    came = all_of(urls, pending)
    assert [path.encode() for path in paths] == came, f"Of 9 pages came {told(came)}."


@fetch_all.check(
    mistake=(
        "Deferred.fromCoroutine(fetch(agent, url, max_bytes)).addTimeout(timeout, reactor)",
        "Deferred.fromCoroutine(fetch(agent, url, max_bytes))",
    )
)
def the_timeout_is_for_the_whole(subject):
    """Who is silent, stops, or sends a byte now and then has `timeout` seconds in all."""
    timeout = subject.random.choice([2.0, 3.0, 4.0])
    far = subject.peer()
    paths = ["/silent", "/stops", "/drips", "/good"]
    urls = [at(far, path) for path in paths]
    pending = fetched(subject, urls, 4, timeout)
    visits = {}
    while far.waiting:
        visit = far.accept()
        visits[visit.read().split(b" ")[1].decode()] = visit
    assert len(paths) == len(visits), f"The limit is 4, and only {len(visits)} of 4 were asked for."

    visits["/good"].send(page(b"good"))
    for path in ("/stops", "/drips"):
        visits[path].send(page(b"~" * 99)[:-99])
    for _ in range(7):
        visits["/drips"].send(b"~")
        subject.reactor.advance(timeout / 8)
    assert "pending" == pending.state, f"The timeout is {timeout} s, and it ended before."
    subject.reactor.advance(timeout / 8)
    assert "pending" != pending.state, f"The timeout is {timeout} s, and it still waits."

    *bad, good = all_of(urls, pending)
    assert b"good" == good, f"A page that came at once was {told(good)}."
    for path, each in zip(paths, bad, strict=False):
        assert is_error(each), f"The server of {path} never finished; this came: {told(each)}."


BAD = {
    "/short": page(b"~" * 99)[:-50],
    "/chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
    "/garbage": b"\x16\x03\x01 this is no HTTP\r\n\r\n",
    "/nothing": b"",
    "/head": b"HTTP/1.1 200 OK\r\nContent-Le",
    "/404": page(b"There is no such page.", "404 Not Found"),
    "/500": page(b"", "500 Internal Server Error"),
    "/202": page(b"Later.", "202 Accepted"),
}


@fetch_all.check(mistake=("if response.code != 200:", "if response.code >= 500:"))
def one_bad_page_harms_no_other(subject):
    """Short bodies, garbage, other statuses, refusals: exceptions. The pages among them come."""

    def answer(visit, path):
        visit.answer(BAD.get(path, page(path.encode())) or b"")
        if path in BAD:
            visit.close()

    far, nobody = subject.peer(serving(answer)), subject.peer()
    nobody.stop()
    bad = {at(far, path): told(sent) for path, sent in BAD.items()}
    bad |= {at(nobody): "a refusal", "gopher://127.0.0.1/": "no HTTP"}
    good = {at(far, path): path.encode() for path in ("/first", "/middle", "/last")}
    urls = [*bad, *good]
    subject.random.shuffle(urls)

    pending = fetched(subject, urls)
    subject.reactor.advance(1.0)  # a refusal takes Twisted 0.3 s: there might be another address
    for url, each in zip(urls, all_of(urls, pending), strict=True):
        if url in good:
            assert good[url] == each, f"A good page among bad ones came as {told(each)}."
        else:
            assert is_error(each), f"{bad[url]} should be an exception; it was {told(each)}."


@fetch_all.check(mistake=("if len(self._came) > self._most and", "if len(self._came) < 0 and"))
def no_more_than_max_bytes(subject):
    """A body of `max_bytes` comes; a longer one is an exception, long before its 16 MiB came."""
    most, sent = subject.random.randrange(10_000, 90_000), []
    chunk = b"10000\r\n" + bytes(0x10000) + b"\r\n"

    def answer(visit, path):
        if path != "/endless":
            return visit.answer(page(b"~" * (most + ["/most", "/more"].index(path))))
        visit.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(256):
            visit.send(chunk)
            sent.append(len(chunk))
        visit.answer(b"0\r\n\r\n")

    far = subject.peer(serving(answer))
    urls = [at(far, path) for path in ("/most", "/more", "/endless")]
    pending = fetched(subject, urls, max_bytes=most)
    subject.settle()
    assert sum(sent) < 16 * MIB, f"max_bytes={most:,}, and your program took all of 16 MiB."

    right, more, endless = all_of(urls, pending)
    assert most * b"~" == right, f"A body of max_bytes={most:,} came as {told(right)}."
    assert is_error(more), f"One byte more than {most:,} should be an exception: {told(more)}."
    assert is_error(endless), f"16 MiB should be an exception; it was {told(endless)}."
