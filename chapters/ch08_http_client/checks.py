"""Chapter 8, an HTTP client: what it must bring, and what no server may do to it."""

import json
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote

from workbook.engine.probe import fails, fires
from workbook.engine.subject import Error
from workbook.exercise import Exercise

MIB = 1 << 20
READ = "read = lambda url: fetch(url).result"  # in the thread
IN_MEMORY = "treq.content(response).addCallback(file.write)"

post = Exercise(
    "post",
    "core",
    hints=(
        "A body is an open file of bytes, and `BytesIO(content)` makes one of bytes that you have. "
        "Which of the three arguments is not None?",
        "`urlencode(form)` and `dumps(value)` give text: `encode()` makes bytes of it. The types "
        "are `application/x-www-form-urlencoded` and `application/json`.",
        'For a file, `return "application/octet-stream", open(path, "rb")`. Do not `read()` it: '
        "the producer will, piece by piece.",
    ),
)

threads = Exercise(
    "threads",
    "more",
    hints=(
        "Chapter 01 has a way into a thread: `deferToThreadPool`. And how does a thread get "
        "the result of a Deferred?",
        "`blockingCallFromThread(reactor, function, *args)` is for threads. It has the function "
        "called in the reactor's thread, waits, and returns what the Deferred gives.",
        "`read = partial(blockingCallFromThread, reactor, fetch)`. Then await "
        "`deferToThreadPool(reactor, reactor.getThreadPool(), compare, read, urls)`.",
    ),
)

pooling = Exercise(
    "pooling",
    "more",
    hints=(
        "Make an `HTTPConnectionPool(reactor)` once, in `__init__`, and one `Agent(reactor, "
        "pool=…)` with it. A pool for each page keeps nothing.",
        "The pool has the attributes `maxPersistentPerHost` and `cachedConnectionTimeout`, and a "
        "method `closeCachedConnections`, which returns a Deferred.",
        "A connection goes back into the pool when the body has been read to its end: "
        "`await treq.content(response)`, also if the status is 404.",
    ),
)

redirects = Exercise(
    "redirects",
    "more",
    hints=(
        "A loop: ask, and if the status is in `MOVED`, ask again where the answer leads. "
        "How often may it go round?",
        '`response.headers.getRawHeaders("location")` is a list of `str`, or None. '
        "`urljoin(url, where)` makes an address of it: *url* is the page that has moved.",
        "Decide about the key anew for each request: `server(url)` of this request must be "
        "that of the first. `range(most + 1)` requests are `most` redirects.",
    ),
)

download = Exercise(
    "download",
    "more",
    hints=(
        "How many bytes are there already? Ask for the rest with `Range: bytes=N-`. If there are "
        "none, do not ask for a part.",
        "206 brings a part: look where it begins, and append it. 200 brings the whole file: "
        "write it from the beginning. For 416, compare with `bytes */N`.",
        "`await treq.collect(response, file.write)` writes each piece, and raises if the body "
        'breaks off. Open the file with `"ab"` for a part, and with `"wb"` for the whole.',
    ),
)

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

dead_links = Exercise(
    "dead_links",
    "final",
    hints=(
        "Two parts: what does one page give (its links, or an exception)? And which addresses "
        "are asked for next? Keep for each address the set of pages that lead to it.",
        "Walk in waves. All addresses of a wave are asked for together, through a semaphore and "
        "with a timeout; the new ones among their links are the next wave.",
        "With treq, `unbuffered=True` lets you `collect` with a function of yours. When it raises, "
        "treq hangs up. `allow_redirects=False` leaves redirects to you.",
        "The next wave ends when `most` addresses are known. Look for links only where "
        "`urlsplit(page)[:2]` is that of the first page, and in `text/html`.",
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


@dataclass(frozen=True)
class Request:
    """What a program asked for; names of fields are in lower case."""

    method: str
    path: str
    fields: dict[str, str]
    body: bytes


def request_of(visit):
    """Return the next request, or None when the program has hung up."""
    head = visit.read_until(b"\r\n\r\n").decode("latin-1")
    if not head:
        return None
    first, *lines = head.rstrip().split("\r\n")
    fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    method, path, _ = first.split(" ")
    return Request(method, path, fields, body_of(visit, fields))


def body_of(visit, fields):
    """Return the body that follows a head with *fields*."""
    if "chunked" not in fields.get("transfer-encoding", ""):
        return visit.read(int(fields.get("content-length", 0)))
    body = b""
    while size := int(visit.read_line() or b"0", 16):
        body += visit.read(size)
        visit.read_line()
    visit.read_line()
    return body


def pages_of(subject):
    """Return URLs, and the page of each; one page is the longest."""
    sizes = subject.random.sample(range(1, 50), 5)
    return [f"http://example.org/{size}" for size in sizes], [b"~" * size for size in sizes]


@threads.check(mistake=("compare, read, urls)", "compare, read, urls[:1])"))
def the_longest_is_found(subject):
    """The URL of the longest page is returned; each page has been read once."""
    urls, pages = pages_of(subject)
    fetch = subject.probe(*map(fires, pages))
    found = subject.call("longest", subject.reactor, fetch, urls)
    wanted = urls[pages.index(max(pages))]
    assert wanted == found, f"The longest page is {wanted}; `longest` returned {found!r}."
    assert [(url,) for url in urls] == fetch.calls, f"`fetch` was called with {fetch.calls}."


@threads.check(mistake=("read = partial(blockingCallFromThread, reactor, fetch)", READ))
def fetch_stays_in_the_reactors_thread(subject):
    """`fetch` is called in the reactor's thread, and nowhere else."""
    urls, pages = pages_of(subject)
    fetch = subject.probe(*map(fires, pages))
    subject.start("longest", subject.reactor, fetch, urls).result()
    strays = fetch.from_threads
    assert [] == strays, f"{len(strays)} of {len(fetch.calls)} calls came from another thread."
    assert fetch.calls, "`fetch` was not called."


@threads.check(
    mistake=("compare, read, urls)", "compare, read, urls).addErrback(lambda failure: urls[0])")
)
def what_fails_is_told(subject):
    """If a page cannot be fetched, `longest` fails with the same error, and reads no more."""
    urls, pages = pages_of(subject)
    fetch = subject.probe(fires(pages[0]), fails(LookupError("北京 is not here")), fires(b""))
    came = subject.start("longest", subject.reactor, fetch, urls).result()
    assert isinstance(came, Error), f"The second page failed; `longest` returned {came!r}."
    assert "LookupError" in came.types, f"`fetch` failed with LookupError; {came.types[0]} came."
    assert 2 == len(fetch.calls), f"The second failed; {len(fetch.calls)} pages were asked for."


@contextmanager
def library(subject, files):
    """Serve *files* with Python's own ``http.server``, in a thread; yield the URL of its root."""

    class Shelf(SimpleHTTPRequestHandler):
        def log_message(self, *about):
            """Say nothing: it would be said among the tests."""

    with tempfile.TemporaryDirectory() as root:
        for name, content in files.items():
            Path(root, name).write_bytes(content)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Shelf, directory=root))
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        subject.allow(server.server_port)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def posted(subject, status="201 Created", reply=b"", **what):
    """Call `post`; return the request that came, and what it returned."""
    requests = []

    def answer(visit):
        while request := request_of(visit):
            requests.append(request)
            visit.answer(page(reply, status))

    got = subject.call("post", subject.reactor, at(subject.peer(answer)), **what)
    assert 1 == len(requests), f"One request should come; {len(requests)} came."
    assert "POST" == requests[0].method, f"The method should be POST; it is {requests[0].method}."
    return requests[0], got


def judge_type(request, kind):
    """Fail unless the body has the type *kind*."""
    given = request.fields.get("content-type", "none").partition(";")[0].strip()
    assert kind == given, f"The type of the body should be {kind}; it is {given}."


@post.check(mistake=("urlencode(form).encode()", '"&".join(map("=".join, form.items())).encode()'))
def a_form_comes_as_it_was_filled_in(subject):
    """A form comes as `x-www-form-urlencoded`, whatever is in its fields."""
    drawn = "".join(subject.random.choices("北京é &=+%;", k=8))
    form = {"城市": "北京", "q": "1 + 1 = 2 & more", "drawn": f"x{drawn}x", "empty": ""}

    request, _ = posted(subject, form=form)

    judge_type(request, "application/x-www-form-urlencoded")
    came = parse_qs(request.body.decode("latin-1"), keep_blank_values=True)
    for name, text in form.items():
        assert [text] == came.get(name), f"{name} is {text!r}; in the body it is {came.get(name)}."
    empty, _ = posted(subject, form={})
    judge_type(empty, "application/x-www-form-urlencoded")


@post.check(mistake=("dumps(value).encode()", "str(value).encode()"))
def a_value_comes_as_json(subject):
    """A value comes as JSON: lists, numbers, texts, and also 0 and an empty list."""
    drawn = subject.random.randrange(1000)
    for value in ({"城市": "北京", "n": [drawn, 1.5, True, None, 'a"b']}, [], 0, "né"):
        request, _ = posted(subject, value=value)
        judge_type(request, "application/json")
        try:
            came = json.loads(request.body)
        except ValueError:
            came = f"no JSON, but {told(request.body)}"
        assert value == came, f"The value was {value!r}; what came is {came!r}."


@post.check(mistake=("FilePath(path).open()", "BytesIO(FilePath(path).getContent()[1:])"))
def a_file_comes_whole(subject):
    """A file comes whole, byte by byte; an empty one, too."""
    for content in (subject.random.randbytes(300_000), "你好\r\n".encode(), b""):
        folder = subject.folder({"a file": content})
        request, _ = posted(subject, path=f"{folder.path}/a file")
        judge_type(request, "application/octet-stream")
        assert content == request.body, f"Of {told(content)}, what came is {told(request.body)}."


@post.check(mistake=("return response.code, ", "return 200, "))
def the_answer_is_returned(subject):
    """The status and the body of the answer are returned, also when the server says no."""
    for status in ("200 OK", "201 Created", "403 Forbidden", "500 Internal Server Error"):
        reply = f"你好 {subject.random.random()}".encode()
        _, got = posted(subject, status, reply, form={"a": "b"})
        wanted = (int(status[:3]), reply)
        assert wanted == got, f"The server answered {wanted}; `post` returned {got!r}."


def make_file(answer, path, size):
    """Make a file of *size* bytes beside the answer, which holds no memory."""
    with open(path, "wb") as file:
        file.truncate(size)


@post.check(mistake=("FilePath(path).open()", "BytesIO(FilePath(path).getContent())"))
def a_file_is_sent_piece_by_piece(subject):
    """While 32 MiB go out, the program's memory grows by less than 8 MiB."""
    size, path = 32 * MIB, f"{subject.folder({}).path}/large"
    posted(subject, path=f"{subject.folder({'small': bytes(MIB // 2)}, 'small').path}/small")
    subject.drive(make_file, path, size)
    with subject.growth() as grown:
        request, _ = posted(subject, path=path)
    assert size == len(request.body), f"32 MiB were sent; {len(request.body):,} bytes came."
    assert grown.bytes < 8 * MIB, f"For 32 MiB, the memory grew by {grown.bytes / MIB:.0f} MiB."


def counted(subject, answer=lambda path: page(path.encode())):
    """Return a peer that keeps connections open, and the list of those that the program closed."""
    closed = []

    def serve(visit):
        serving(lambda visit, path: visit.answer(answer(path)))(visit)
        closed.append(visit.number)

    return subject.peer(serve), closed


def read(reader, url, content):
    """Read one page, which has *content*."""
    came = reader.call("read", url)
    assert content == came, f"The page is {told(content)}; `read` returned {told(came)}."


@pooling.check(mistake=("Agent(reactor, pool=self._pool)", "Agent(reactor)"))
def one_connection_for_five_pages(subject):
    """Five pages of one server come over one connection; another server has its own."""
    reader = subject.new("Reader", subject.reactor, 2, 60.0)
    (near, _), (far, _) = counted(subject), counted(subject)
    for path in (f"/{subject.random.randrange(1000)}/{n}" for n in range(5)):
        read(reader, at(near, path), path.encode())
        read(reader, at(far, path), path.encode())
    for peer in (near, far):
        came = len(peer.visits)
        assert 1 == came, f"For five pages of a server, there were {came} connections."


@pooling.check(
    mistake=(
        "        content = await treq.content(response)\n",
        "        content = b'' if response.code != 200 else await treq.content(response)\n",
    )
)
def a_missing_page_leaves_the_connection(subject):
    """For a 404, `read` raises `NotThePage`, and the next page comes over the same connection."""
    reader = subject.new("Reader", subject.reactor, 2, 60.0)
    far, _ = counted(
        subject,
        lambda path: (
            page(bytes(200_000), "404 Not Found") if path == "/404" else page(path.encode())
        ),
    )
    for path in ("/a", "/b"):
        missing = reader.start("read", at(far, "/404")).result()
        assert isinstance(missing, Error), f"For a 404, `read` returned {told(missing)}."
        assert "NotThePage" in missing.types, f"For a 404, `read` raised {missing.types[0]}."
        read(reader, at(far, path), path.encode())
    assert 1 == len(far.visits), f"One connection would do; there were {len(far.visits)}."


@pooling.check(mistake=("self._pool.maxPersistentPerHost = most", "pass"))
def as_many_are_kept_as_wanted(subject):
    """With `most` 6, six pages at once leave six connections, which the next six use."""
    reader, stalled = subject.new("Reader", subject.reactor, 6, 60.0), []

    def slowly(visit, path):
        stalled.append(path)
        visit.stall()
        visit.answer(page(path.encode()))

    far = subject.peer(serving(slowly))
    for _ in range(2):
        pages = [reader.start("read", at(far, f"/{n}")) for n in range(6)]
        assert 6 == far.at_once, f"Six pages were asked for; {far.at_once} requests are under way."
        far.release()
        assert [f"/{n}".encode() for n in range(6)] == [each.result() for each in pages]
    assert 6 == len(far.visits), f"Six connections would do; there were {len(far.visits)}."


@pooling.check(mistake=("self._pool.cachedConnectionTimeout = idle", "pass"))
def who_is_idle_is_let_go(subject):
    """A connection without a request for `idle` seconds is closed, and not before."""
    idle = subject.random.choice([8.0, 16.0, 32.0])
    reader, (far, closed) = subject.new("Reader", subject.reactor, 2, idle), counted(subject)
    for path in ("/one", "/two"):
        read(reader, at(far, path), path.encode())
        subject.reactor.advance(idle * 3 / 4)
        assert [] == closed, f"`idle` is {idle} s; it was closed after {idle * 3 / 4} s."
    subject.reactor.advance(idle / 4)
    subject.settle()
    assert [0] == closed, f"Nobody asked for {idle} s, and the connection is still open."


@pooling.check(mistake=("await self._pool.closeCachedConnections()", "pass"))
def nothing_is_left_open(subject):
    """After `close`, all connections are closed."""
    reader, (far, closed) = subject.new("Reader", subject.reactor, 2, 60.0), counted(subject)
    read(reader, at(far, "/"), b"/")
    reader.call("close")
    subject.settle()
    assert [0] == closed, "After `close`, the connection is still open."


def moving(subject, *steps):
    """Return a peer that answers the requests of each path in *steps*, and what it was asked."""
    pages, requests = dict(steps), []

    def answer(visit):
        while request := request_of(visit):
            requests.append(request)
            visit.answer(pages.get(request.path) or page(b"?", "404 Not Found"))

    return subject.peer(answer), requests


def moved(where, status="302 Found"):
    """Return a response that leads to *where*."""
    return page(b"It is not here.", status, Location=where)


def followed(subject, url, key="s3cret", most=5):
    """Return what `fetch` gives for *url*."""
    return subject.start("fetch", subject.reactor, url, key, most).result()


@redirects.check(mistake=("url = urljoin(url, where[0])", "url = where[0]"))
def it_is_found_where_it_has_gone(subject):
    """A page that has moved is found, by absolute and relative addresses, and where is told."""
    status = subject.random.choice(["301 Moved Permanently", "302 Found", "307 Temporary Redirect"])
    last, _ = moving(subject, ("/a/last?q=1", page(b"found")))
    far, _ = moving(
        subject,
        ("/", moved("/a/b/c", status)),
        ("/a/b/c", moved("../d")),
        ("/a/d", moved(at(last, "/a/last?q=1"), "308 Permanent Redirect")),
    )
    for url in (at(far), at(last, "/a/last?q=1")):
        came = followed(subject, url)
        assert (at(last, "/a/last?q=1"), b"found") == came, f"`fetch` gave {came}."


@redirects.check(mistake=("{KEY: [key]} if server(url) == home else {}", "{KEY: [key]}"))
def the_key_stays_at_home(subject):
    """The first server gets the key with each request; another port is another server."""
    key = f"s3cret{subject.random.randrange(10**6)}"
    thief, stolen = moving(subject, ("/a", moved("/b")), ("/b", page(b"found")))
    home, asked = moving(subject, ("/", moved("/x")), ("/x", moved(at(thief, "/a"))))
    came = followed(subject, at(home), key)
    assert (at(thief, "/b"), b"found") == came, f"`fetch` gave {came}."
    got = [request.fields.get("x-api-key") for request in asked]
    assert [key, key] == got, f"The first server should get the key twice; it got {got}."
    assert not [each for each in stolen if key in str(each)], "Another server was given the key."


@redirects.check(mistake=("range(most + 1)", "range(most + 2)"))
def a_circle_ends(subject):
    """`most` redirects are followed; one more is an exception, and so is a circle."""
    most = subject.random.randrange(2, 6)
    steps = [(f"/{n}", moved(f"/{n - 1}")) for n in range(1, most + 2)]
    far, _ = moving(subject, ("/0", page(b"found")), *steps)
    circle, asked = moving(subject, ("/", moved("/round")), ("/round", moved("/")))

    came = followed(subject, at(far, f"/{most}"), most=most)
    assert (at(far, "/0"), b"found") == came, f"{most} redirects should be followed: {came}."
    for url in (at(far, f"/{most + 1}"), at(circle)):
        came = followed(subject, url, most=most)
        assert isinstance(came, Error), f"After more than {most} redirects, `fetch` gave {came}."
    assert len(asked) <= most + 1, f"In a circle, {len(asked)} requests came; `most` is {most}."


@redirects.check(
    mistake=('raise Lost(f"status', 'return url, content\n            raise Lost(f"status')
)
def nowhere_is_an_error(subject):
    """A redirect that does not say where to, or to no HTTP, is an exception; a 404 is a page."""
    far, _ = moving(
        subject, ("/none", page(b"?", "302 Found")), ("/other", moved("gopher://127.0.0.1/"))
    )
    for path in ("/none", "/other"):
        came = followed(subject, at(far, path))
        assert isinstance(came, Error), f"For a redirect that leads nowhere, `fetch` gave {came}."
    came = followed(subject, at(far, "/404"))
    assert (at(far, "/404"), b"?") == came, f"A page without a redirect came as {came}."


def shelf(subject, content, most=None, ranges=True):
    """Return a peer that has a file, and what it was asked.

    Args:
        most: bytes that it sends of each answer, before the connection breaks.
        ranges: it knows parts.
    """
    requests = []

    def answer(visit):
        while request := request_of(visit):
            requests.append(request)
            whole = part_of(content, request.fields.get("range") if ranges else None)
            visit.answer(whole[:most])
            if most is not None:
                visit.close()

    return subject.peer(answer), requests


def part_of(content, wanted):
    """Return the response for a part of *content*: ``bytes=N-`` is *wanted*, or None."""
    if wanted is None:
        return page(content)
    begin, size = int(wanted.removeprefix("bytes=").partition("-")[0]), len(content)
    if begin >= size:
        where = {"Content-Range": f"bytes */{size}"}
        return page(b"", "416 Range Not Satisfiable", **where)
    where = {"Content-Range": f"bytes {begin}-{size - 1}/{size}"}
    return page(content[begin:], "206 Partial Content", **where)


def brought(subject, folder, peer, content):
    """Bring a file into *folder*; fail unless it has *content*."""
    subject.call("download", subject.reactor, at(peer), f"{folder.path}/part")
    here = folder.files().get("part")
    told_here = "no file" if here is None else f"{len(here):,} bytes, or others"
    assert content == here, f"The file has {len(content):,} bytes; here is {told_here}."


@download.check(mistake=("if have else {}", ""))
def a_file_comes_whole_the_first_time(subject):
    """A file comes whole, and an empty one; nobody asks for a part of what is not there yet."""
    for content in (subject.random.randbytes(300_000), b""):
        peer, requests = shelf(subject, content)
        brought(subject, subject.folder({}), peer, content)
        asked = requests[0].fields.get("range")
        assert asked is None, f"Nothing is here yet, and your program asked for {asked}."


@download.check(mistake=('"ab" if response.code == 206 else "wb"', '"wb"'))
def it_goes_on_where_it_broke_off(subject):
    """When the connection breaks, what came stays; the next attempt asks for the rest alone."""
    content = subject.random.randbytes(200_000)
    weak, _ = shelf(subject, content, most=subject.random.randrange(90_000, 150_000))
    good, requests = shelf(subject, content)
    folder = subject.folder({})

    url, path = at(weak), f"{folder.path}/part"
    broken = subject.start("download", subject.reactor, url, path).result()
    assert isinstance(broken, Error), "The connection broke, and `download` did not raise."
    have = len(folder.files().get("part", b""))
    assert have > 80_000, f"More than 80,000 bytes had come; {have:,} are kept."

    brought(subject, folder, good, content)
    asked = [request.fields.get("range") for request in requests]
    assert [f"bytes={have}-"] == asked, f"{have:,} bytes are here; it asked for {asked}."


@download.check(mistake=('"ab" if response.code == 206 else "wb"', '"ab"'))
def a_server_may_know_no_parts(subject):
    """A server that sends the whole file again is no reason to have it one and a half times."""
    content = subject.random.randbytes(100_000)
    peer, _ = shelf(subject, content, ranges=False)
    brought(subject, subject.folder({"part": content[:60_000]}), peer, content)


@download.check(mistake=("response.code == 416 and", "response.code == 999 and"))
def what_is_whole_is_left_alone(subject):
    """If all is here, the server says 416, and `download` returns; if ours is longer, it raises."""
    content = subject.random.randbytes(50_000)
    peer, _ = shelf(subject, content)
    brought(subject, subject.folder({"part": content}), peer, content)
    longer = subject.folder({"part": content + b"~"})
    path = f"{longer.path}/part"
    came = subject.start("download", subject.reactor, at(peer), path).result()
    assert isinstance(came, Error), "Ours is longer than the server's, and nothing was raised."


@download.check(mistake=('where.startswith(f"bytes {have}-")', "where"))
def a_part_that_does_not_fit_is_refused(subject):
    """Another part than that asked for, and any other status, is refused; ours is not touched."""
    ours, other = subject.random.randbytes(1000), b"no part at all"
    lies = {"Content-Range": "bytes 500-513/2000"}
    for answer in (
        page(other, "206 Partial Content", **lies),
        page(other, "404 Not Found"),
        page(other, "500 Internal Server Error"),
    ):
        peer = subject.peer(serving(lambda visit, path, answer=answer: visit.answer(answer)))
        folder = subject.folder({"part": ours})
        path = f"{folder.path}/part"
        came = subject.start("download", subject.reactor, at(peer), path).result()
        assert isinstance(came, Error), f"It should raise, for an answer that begins {answer[:60]}."
        here = folder.files().get("part")
        assert ours == here, f"A part of 1,000 bytes was here; now it is {told(here)}."


@download.check(mistake=("treq.collect(response, file.write)", IN_MEMORY))
def pieces_are_written_as_they_come(subject):
    """While 32 MiB come, the program's memory grows by less than 8 MiB."""
    folder = subject.folder({})
    small, _ = shelf(subject, bytes(MIB // 2))
    large, _ = shelf(subject, bytes(32 * MIB))
    brought(subject, folder, small, bytes(MIB // 2))
    path = f"{subject.folder({}).path}/large"
    with subject.growth() as grown:
        subject.call("download", subject.reactor, at(large), path)
    assert grown.bytes < 8 * MIB, f"For 32 MiB, the memory grew by {grown.bytes / MIB:.0f} MiB."


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
    """A body of `max_bytes` comes; a longer one is an exception, long before its 64 MiB came."""
    most, sent = subject.random.randrange(10_000, 90_000), []
    chunk = b"10000\r\n" + bytes(0x10000) + b"\r\n"

    def answer(visit, path):
        if path != "/endless":
            return visit.answer(page(b"~" * (most + ["/most", "/more"].index(path))))
        visit.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(1024):
            visit.send(chunk)
            sent.append(len(chunk))
        visit.answer(b"0\r\n\r\n")

    far = subject.peer(serving(answer))
    urls = [at(far, path) for path in ("/most", "/more", "/endless")]
    pending = fetched(subject, urls, max_bytes=most)
    subject.settle()
    assert sum(sent) < 64 * MIB, f"max_bytes={most:,}, and your program took all of 64 MiB."

    right, more, endless = all_of(urls, pending)
    assert most * b"~" == right, f"A body of max_bytes={most:,} came as {told(right)}."
    assert is_error(more), f"One byte more than {most:,} should be an exception: {told(more)}."
    assert is_error(endless), f"64 MiB should be an exception; it was {told(endless)}."


@fetch_all.check(mistake=('request(b"GET"', 'request(b"HEAD"'))
def a_real_server_is_fetched_from(subject):
    """Python's own `http.server` has 20 files; they come, and what is missing is an exception."""
    files = {f"文件 {n}.bin": subject.random.randbytes(n * 2000) for n in range(20)}
    with library(subject, files) as root:
        urls = [f"{root}/{quote(name)}" for name in [*files, "nothing"]]
        *pages, nothing = all_of(urls, fetched(subject, urls, 5))
    for name, content, each in zip(files, files.values(), pages, strict=True):
        assert content == each, f"{name} is {told(content)}; it came as {told(each)}."
    assert is_error(nothing), f"What is missing should be an exception; it was {told(nothing)}."


HTML = {"Content-Type": "text/html; charset=utf-8"}


def html(*links):
    """Return a page with *links*."""
    body = "".join(f'<p>北京 <a class="x" href="{link}">here</a></p>' for link in links)
    return page(f"<!doctype html><title>你好</title>{body}".encode(), **HTML)


def site(subject, pages):
    """Return a peer that has *pages*, whole or as scripts, and the paths it was asked for."""
    asked, missing = [], page(b"?", "404 Not Found")

    def answer(visit, path):
        asked.append(path)
        answer = pages.get(path, missing)
        answer(visit) if callable(answer) else visit.answer(answer)

    return subject.peer(serving(answer)), asked


def walk(subject, url, limit=9, timeout=4.0, most=99):
    """Begin `dead_links`; fail if it has failed already."""
    pending = subject.start("dead_links", subject.reactor, url, limit, timeout, most)
    if pending.state == "failed":
        dead_of(pending)
    return pending


def dead_of(pending):
    """Return what *pending* gives, with lists for all sequences; fail if it is no dict."""
    came = pending.result()
    assert not isinstance(came, Error), f"`dead_links` raised {came.types[0]}: {came.message}"
    assert isinstance(came, dict), f"`dead_links` should return a dict; it returned {told(came)}."
    return {address: list(pages) for address, pages in came.items()}


def judge_dead(wanted, came):
    """Fail unless *came* are the dead links, and where they stand."""
    for address in sorted(wanted | came):
        right, got = (each.get(address, "not dead") for each in (wanted, came))
        assert right == got, f"{address} should be: {right}. It was: {got}."


@dead_links.check(mistake=(">= 400", ">= 500"))
def dead_links_are_found(subject):
    """404, 500, and nobody there: dead, with all pages that lead there. Others are not."""
    nobody, (other, _) = subject.peer(), site(subject, {"/": html(), "/x": html()})
    nobody.stop()
    gone = f"/{subject.random.randrange(1000)}"
    broken = page(b"", "500 Internal Server Error")
    far, _ = site(
        subject,
        {
            "/": html("/b", gone, at(other), at(nobody)),
            "/b": html("a/c?q=1", gone, at(other, "/gone")),
            "/a/c?q=1": html("/", "../broken", gone),
            "/broken": broken,
        },
    )
    pending = walk(subject, at(far))
    subject.reactor.advance(1.0)  # a refusal takes Twisted 0.3 s
    wanted = {
        at(far, gone): [at(far), at(far, "/a/c?q=1"), at(far, "/b")],
        at(nobody): [at(far)],
        at(other, "/gone"): [at(far, "/b")],
        at(far, "/broken"): [at(far, "/a/c?q=1")],
    }
    judge_dead(wanted, dead_of(pending))


@dead_links.check(mistake=("link in led_from or (", "(True or link in led_from) or ("))
def each_address_is_asked_for_once(subject):
    """Links in a circle, redirects in a circle, `#parts`: each address once; `mailto:` never."""
    far, asked = site(
        subject,
        {
            "/": html("/", "/#top", "/a#1", "/a#2", "a", "/r1", "mailto:a@b.c", "javascript:x()"),
            "/a": html("/", "/a", "/r1", "/r3", "http://[", ""),
            "/r1": page(b"", "302 Found", Location="/r2"),
            "/r2": page(b"", "301 Moved Permanently", Location="/r1"),
            "/r3": page(b"", "302 Found", Location="a/gone"),
        },
    )
    came = dead_of(walk(subject, at(far)))
    judge_dead({at(far, "/a/gone"): [at(far, "/r3")]}, came)
    wanted = ["/", "/a", "/a/gone", "/r1", "/r2", "/r3"]
    assert wanted == sorted(asked), f"It should ask once for each of {wanted}; it asked {asked}."


@dead_links.check(mistake=("if came and urlsplit(page)[:2] == urlsplit(url)[:2]", "if came"))
def only_pages_of_this_site_are_searched(subject):
    """A page of another server, or one that is no HTML, is asked for, and not searched."""
    other, asked = site(subject, {"/": html("/far", "/away")})
    note = page(b'<a href="/never">', **{"Content-Type": "text/plain"})
    far, near = site(subject, {"/": html(at(other), "/note"), "/note": note})
    judge_dead({}, dead_of(walk(subject, at(far))))
    assert ["/"] == asked, f"Of the other server it should ask for /; it asked for {asked}."
    assert ["/", "/note"] == sorted(near), f"It should ask for / and /note; it asked for {near}."


@dead_links.check(mistake=(".addTimeout(timeout, reactor)", ""))
def a_hostile_server_stops_nobody(subject):
    """Silent, slow, short and senseless pages are dead, endless ones are cut; the walk ends."""
    sent, chunk = [], b"10000\r\n" + b"~" * 0x10000 + b"\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

    def endless(visit):
        visit.send(head + b"Transfer-Encoding: chunked\r\n\r\n")
        for _ in range(1024):
            visit.send(chunk)
            sent.append(chunk)

    def saying(words, then):
        return lambda visit: [visit.send(words), then(visit)]

    hostile = {
        "/silent": lambda visit: visit.stall(),
        "/stops": saying(head + b"Content-Length: 99\r\n\r\n<p>", lambda visit: visit.stall()),
        "/short": saying(head + b"Content-Length: 99\r\n\r\n<p>", lambda visit: visit.close()),
        "/garbage": saying(b"\x16\x03\x01 no HTTP\r\n\r\n", lambda visit: visit.close()),
        "/nothing": lambda visit: visit.close(),
    }
    paths = subject.random.sample([*hostile, "/endless", "/good"], len(hostile) + 2)
    far, _ = site(
        subject, {"/": html(*paths), "/endless": endless, "/good": html("/last")} | hostile
    )
    pending = walk(subject, at(far))
    subject.reactor.advance(4.0)
    wanted = {at(far, path): [at(far)] for path in hostile}
    judge_dead(wanted | {at(far, "/last"): [at(far, "/good")]}, dead_of(pending))
    assert len(sent) < 1024, "Your program took all of a page of 64 MiB."


@dead_links.check(mistake=("len(led_from) < most", "len(led_from) < most + 1"))
def a_site_without_end_is_left(subject):
    """A calendar has a page for each month, for ever: exactly `most` addresses are asked for."""
    most, asked = subject.random.randrange(20, 40), []

    def month(visit, path):
        asked.append(path)
        number = int(path.strip("/") or 0)
        visit.answer(html(f"/{number + 1}", f"/{number + 2}"))

    judge_dead({}, dead_of(walk(subject, at(subject.peer(serving(month))), most=most)))
    assert most == len(asked), f"`most` is {most}; {len(asked)} addresses were asked for."


@dead_links.check(mistake=("DeferredSemaphore(limit)", "DeferredSemaphore(limit + 1)"))
def at_most_so_many_at_once(subject):
    """At most `limit` addresses are asked for at once, of all servers together."""
    limit, asked = subject.random.choice([2, 3, 4]), []

    def slowly(visit, path):
        asked.append(path)
        visit.stall()
        visit.answer(html())

    first, second = subject.peer(serving(slowly)), subject.peer(serving(slowly))
    links = [at(peer, f"/{n}") for n in range(6) for peer in (first, second)]
    far, _ = site(subject, {"/": html(*links)})
    pending = walk(subject, at(far), limit)
    while now := first.at_once + second.at_once:
        assert now <= limit, f"`limit` is {limit}, and {now} requests are under way at once."
        first.release()
        second.release()
    judge_dead({}, dead_of(pending))
    assert len(links) == len(asked), f"There are {len(links)} links; {len(asked)} were asked for."
