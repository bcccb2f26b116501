"""Chapter 7, an HTTP server: what the site must do, stage by stage."""

import hashlib
import io
import re
from dataclasses import dataclass
from html import unescape
from http.client import HTTPException, HTTPResponse
from types import SimpleNamespace
from urllib.parse import quote, urlencode

from workbook.exercise import Exercise

FORM = "application/x-www-form-urlencoded"  # what a browser makes of a form

tree = Exercise(
    "tree",
    "core",
    hints=(
        "`path` is bytes, one part of the address. What is the last part of `/people/`?",
        'Compare text with text: `path.decode("utf-8", "replace")` is a name, or none of yours. '
        "`static.Data(content, TEXT)` is a page; `pages.notFound()` is one, too.",
        'Three cases: for `b""`, the names, joined by `"\\n"`; for a name in `self._names`, the '
        'page with `f"{name} is here.\\n"`; for all else, `pages.notFound()`.',
    ),
)

static = Exercise(
    "static",
    "more",
    hints=(
        "`File` of `twisted.web.static` is a resource for a whole folder. What does it get right "
        "by itself, and what do the checks still find?",
        "A `File` takes the type of a name from `contentTypes`, a dict from endings such as "
        '`".txt"` to types. Each file below is made from the same class, so set it on the class.',
        'Write `contentTypes = {**File.contentTypes, ".txt": "text/plain; charset=utf-8", …}`, '
        "with a line for each of the three.",
    ),
)

upload = Exercise(
    "upload",
    "more",
    hints=(
        "`request.content.read()` brings the whole body into memory. `read(65536)` brings a piece, "
        "and at the end, an empty one.",
        "`hashlib.sha256()` has a method `update` for each piece, and `hexdigest()` at the end. "
        "A bare `yield` after each piece lets the reactor go on.",
        "When the loop is over: `request.setResponseCode(201)`, `request.write(…)`, and "
        "`request.finish()`.",
    ),
)

site = Exercise(
    "site",
    "core",
    hints=(
        "Begin with an empty `Resource()` as the root, and `return Site(root)`. Every path is a "
        "404 now. Then `putChild` one page after another.",
        "The last part of the path `/` is empty, so its page is the child `b''`. A page returns "
        "bytes, and says what they are: `request.setHeader(b'content-type', …)`.",
        "`request.args` maps bytes to lists of bytes, for the query and for a form. Decode a name, "
        "`html.escape` it, encode the page. A key may be missing.",
        "For `/slow`, return `NOT_DONE_YET` and let `reactor.callLater` call a function that "
        "writes and finishes. Which reactor? Give it to your resource's `__init__`.",
        "`callLater` returns a delayed call, which can be cancelled. `request.notifyFinish()` is a "
        "Deferred: it fails when the client has gone.",
    ),
)

events = Exercise(
    "events",
    "more",
    hints=(
        "Keep each request in `self.listeners`, and return `NOT_DONE_YET`. Nothing is sent until "
        "the first `write`: `request.write(b'')` sends the head.",
        "`request.notifyFinish()` fails when a listener leaves. Take the request out then.",
        "An event is `data: ` and a line, for each line of the text, and then an empty line. "
        "Write it to each of the listeners.",
    ),
)

klein_app = Exercise(
    "klein_app",
    "more",
    hints=(
        "`app = Klein()` inside of `make_factory`; `@app.route('/')` above a function that takes "
        "the request; `app.resource()` for the `Site`.",
        "`@app.route('/square/<int:n>')` gives the function a number `n`; for negative ones, "
        "Werkzeug's converter takes `<int(signed=True):n>`.",
        "A route may be an `async def`: `await deferLater(reactor, 1.0)`. Set the header "
        "`content-type` on each request, and return bytes.",
    ),
)

shortener = Exercise(
    "shortener",
    "final",
    hints=(
        "A resource at the root that takes POST, and keeps a dict from addresses to codes. "
        "For a new address, `putChild` a page that leads there: `redirectTo(url, request)`.",
        "`/` is the child `b''` of the root. A root without `isLeaf` can give itself: "
        "in `getChild`, return `self` for `b''`.",
        "`urllib.parse.urlsplit` takes an address apart. Refuse another `scheme` than `http` and "
        "`https`, no `netloc`, and every byte that is not printable ASCII.",
    ),
)


@dataclass(frozen=True)
class Page:
    """What came back for one request; *type* and *charset* are those of its header."""

    status: int
    type: str
    charset: str | None
    text: str
    location: str = ""

    def __str__(self) -> str:
        """Return the status and what a reader would see, shortened."""
        words = unescape(re.sub("<[^>]*>", " ", self.text)).split()
        return f"status {self.status}: {' '.join(words)[:200]}"


def request(path, method="GET", **form) -> bytes:
    """Return a request as a browser sends it; *form* makes it a POST."""
    body = urlencode(form).encode()
    lines = [f"{'POST' if form else method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    if form:
        lines += [f"Content-Length: {len(body)}", f"Content-Type: {FORM}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def page(came: bytes, method="GET") -> Page:
    """Return what the bytes of a response say; fail if they are no whole response."""
    response = HTTPResponse(SimpleNamespace(makefile=lambda mode: io.BytesIO(came)), method=method)
    try:
        response.begin()
        body = response.read()
    except HTTPException:
        unfinished = f"no whole response came, but {came!r}: what finishes the request?"
        raise AssertionError(unfinished) from None
    about = response.headers
    text = body.decode("utf-8", "backslashreplace")
    kind, charset = about.get_content_type(), about.get_content_charset()
    return Page(response.status, kind, charset, text, about.get("location", ""))


def asked(factory, path, method="GET", **form) -> Page:
    """Return the page that a new client gets."""
    client = factory.connect()
    client.send(request(path, method, **form))
    return page(client.read(), method)


NAMES = ["Ada", "北", "Zoë", "b c", "50%"]


def people(subject):
    """Return the answer's site of `NAMES` and one drawn name, and all the names."""
    names = [*NAMES, "".join(subject.random.choices("abéü北京城市", k=5))]
    return subject.factory(names), names


@tree.check(mistake=('f"{name} is here.\\n"', 'f"{path} is here.\\n"'))
def each_has_a_page(subject):
    """`/people/北` says `北 is here.`, and so it is for each name, as text in UTF-8."""
    factory, names = people(subject)
    for name in names:
        got = asked(factory, f"/people/{quote(name)}")
        assert 200 == got.status, f"/people/{name} came back with {got}"
        assert f"{name} is here.\n" == got.text, f"/people/{name} says {got.text!r}"
        kind = (got.type, got.charset)
        assert ("text/plain", "utf-8") == kind, f"type and charset should be text in UTF-8: {kind}"


@tree.check(mistake=('"\\n".join(self._names)', '"\\n".join(self._names[:3])'))
def the_list_has_all_names(subject):
    """`/people/` has all the names, one a line."""
    factory, names = people(subject)
    got = asked(factory, "/people/")
    assert 200 == got.status, f"/people/ came back with {got}"
    assert names == got.text.splitlines(), f"/people/ says {got.text!r}"


@tree.check(mistake=('request.path + b"/", request', 'request.path + b"/./", request'))
def without_a_slash_you_are_led_there(subject):
    """`/people` leads to `/people/`, and nowhere else."""
    factory, _ = people(subject)
    got = asked(factory, "/people")
    assert got.status in (301, 302, 303, 307, 308), f"/people came back with {got}"
    assert got.location.endswith("/people/"), f"/people leads to {got.location!r}"
    assert 200 == asked(factory, "/people/").status, "/people leads to what is not found"


@tree.check(mistake=("return pages.notFound()", "return static.Data(b'?', TEXT)"))
def nobody_else_is_found(subject):
    """Another name, bytes that are no UTF-8, and what is below a person: 404."""
    factory, names = people(subject)
    drawn = quote("".join(subject.random.choices("xyz", k=4)))
    for path in (drawn, "%FF%FE", "ada", f"{quote(names[1])}/more", "Ada/", "%2F"):
        got = asked(factory, f"/people/{path}")
        assert 404 == got.status, f"/people/{path} came back with {got}"


@site.check(mistake=('"text/html; charset=utf-8"))', '"text/html"))'))
def the_home_page(subject):
    """`GET /` is a page of HTML in UTF-8 that says `Hello, Twisted!`; HEAD is its head."""
    factory = subject.factory()
    home, head = asked(factory, "/"), asked(factory, "/", "HEAD")
    assert 200 == home.status, f"GET / came back with {home}"
    assert "Hello, Twisted!" in home.text, f"the page is {home.text!r}"
    for each in (home, head):
        kind = (each.status, each.type, each.charset)
        wanted = (200, "text/html", "utf-8")
        assert wanted == kind, f"status, type and charset should be {wanted}; they are {kind}"


@site.check(mistake=("= Resource()", "= Resource()\n    root.getChild = lambda *_: Notes()"))
def another_path_is_not_found(subject):
    """A path that leads to no page is a 404, and the home page is still there."""
    factory = subject.factory()
    drawn = quote("".join(subject.random.choices("abc北京城市", k=6)))
    for path in ("/nope", f"/{drawn}", f"/{drawn}/deeper"):
        got = asked(factory, path)
        assert 404 == got.status, f"GET {path} came back with {got}"
    assert 200 == asked(factory, "/").status, "GET / has no page"


@site.check(mistake=("escape(name)", "name"))
def hello_greets_by_name(subject):
    """`/hello?name=北京` is a page with that name, escaped; without a name it is a 400."""
    factory = subject.factory()
    for name in ("Ada", "北京", '<i>"北京" &amp; more</i>', subject.random.choice("你好世界")):
        got = asked(factory, "/hello?name=" + quote(name))
        assert 200 == got.status, f"for the name {name} came {got}"
        assert "<i>" not in got.text, f"the name became HTML: {got.text}"
        assert name in unescape(got.text), f"the name {name} is not in {got.text}"
    for path in ("/hello", "/hello?nome=Ada"):
        got = asked(factory, path)
        assert 400 == got.status, f"GET {path} came back with {got}"
    asked(factory, "/hello?name=%FF")  # not UTF-8: any answer, but no unhandled error


@site.check(mistake=("setResponseCode(201 ", "setResponseCode(200 "))
def notes_are_kept(subject):
    """`POST /notes` keeps a text and answers 201; `GET /notes` has the texts, one a line."""
    factory, kept = subject.factory(), []
    for text in ("买牛奶", "call Ada + 王", f"{subject.random.randrange(10**6)} %"):
        kept.append(text)
        got = asked(factory, "/notes", text=text)
        assert 201 == got.status, f"POST /notes came back with {got}"
        got = asked(factory, "/notes")
        assert kept == got.text.splitlines(), f"kept are {kept}, and GET /notes says {got.text!r}"
    asked(factory, "/notes", other="x")  # any answers to these, but no unhandled error
    asked(factory, "/notes/deeper")


@site.check(mistake=("callLater(1.0,", "callLater(2.0,"))
def slow_makes_nobody_wait(subject):
    """`/slow` says `done` after 1 second; five at once get it together, and others meanwhile."""
    factory = subject.factory()
    clients = [factory.connect() for _ in range(5)]
    for client in clients:
        client.send(request("/slow"))
    assert 200 == asked(factory, "/").status, "GET / waits for /slow"
    subject.reactor.advance(0.875)
    early = [client.read() for client in clients]
    assert not any(b"done" in each for each in early), f"after 0.875 s came {early[0]!r}"
    subject.reactor.advance(0.125)
    for client, head in zip(clients, early, strict=True):
        got = page(head + client.read())
        assert "done\n" == got.text, f"after 1 s came {got}"


@site.check(mistake=("lambda gone: later.cancel()", "lambda gone: None"))
def who_leaves_costs_nothing(subject):
    """When a client leaves `/slow`, no delayed call is left behind; who stays gets `done`."""
    factory = subject.factory()
    stays = factory.connect()
    stays.send(request("/slow"))
    before = subject.reactor.delayed_calls
    for how in ("close", "reset"):
        leaves = factory.connect()
        leaves.send(request("/slow"))
        getattr(leaves, how)()
        left = subject.reactor.delayed_calls - before
        assert left == 0, f"after a client's {how}, there is {left} delayed call more than before"
    subject.reactor.advance(1.0)
    got = page(stays.read())
    assert "done\n" == got.text, f"the client that stayed got {got}"


def shelf(subject, files):
    """Return the answer's site of *files*, and the folder's path."""
    folder = subject.folder({**files, "root/here": b""}, "shelf")
    return subject.factory(f"{folder.path}/root")


@static.check(mistake=('".txt": "text/plain; charset=utf-8"', '".txt": "text/plain"'))
def texts_say_that_they_are_utf_8(subject):
    """A text, a page and a Markdown file come whole, and say that they are UTF-8."""
    drawn = "".join(subject.random.choices("é北京城市", k=9))
    for ending, kind in {"txt": "text/plain", "html": "text/html", "md": "text/markdown"}.items():
        factory = shelf(subject, {f"root/信/a b.{ending}": drawn.encode()})
        got = asked(factory, quote(f"/信/a b.{ending}"))
        assert drawn == got.text, f"for a b.{ending} came {got}"
        wanted = (200, kind, "utf-8")
        found = (got.status, got.type, got.charset)
        assert wanted == found, f"for a b.{ending}, it should be {wanted}; it is {found}"


@static.check(mistake=("File.contentTypes | {", "{"))
def other_types_are_known(subject):
    """A picture is `image/png`, and its bytes are untouched."""
    pixels = subject.random.randbytes(300_000)
    got = subject.factory(subject.folder({"a.png": pixels}).path).connect()
    got.send(request("/a.png"))
    head, _, body = got.read().partition(b"\r\n\r\n")
    assert b"image/png" in head.lower(), f"the head of a.png is {head!r}"
    assert pixels == body, f"a.png has {len(pixels):,} bytes; {len(body):,} came, or others"


@static.check(
    mistake=(
        "return Site(Shelf(root)",
        "Shelf.render_GET = lambda self, request: self.getContent()\n    return Site(Shelf(root)",
    )
)
def a_part_may_be_asked_for(subject):
    """curl gets the bytes 1000 to 1999 of a file with `--range`, as 206."""
    tale = subject.random.randbytes(5000)
    factory = shelf(subject, {"root/tale.bin": tale})
    url = f"http://127.0.0.1:{factory.port}/tale.bin"
    part = subject.program("curl", "-sS", "--range", "1000-1999", "-w", "%{http_code}", url)
    body, status = part.stdout[:-3], part.stdout[-3:]
    assert b"206" == status, f"the status is {status.decode()}; a part of a file is 206"
    assert tale[1000:2000] == body, f"{len(body)} bytes came; they are not those that were asked"


@static.check(mistake=("Shelf(root)", 'Shelf(root + "/..")'))
def nothing_else_is_served(subject):
    """No address leads out of the folder: not with `..`, and not with `%2e%2e` or `%2f`."""
    secret = f"secret {subject.random.random()}"
    factory = shelf(subject, {"secret.txt": secret.encode(), "root/sub/a.txt": b"a"})
    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/sub/../../secret.txt", "/secret.txt"):
        got = asked(factory, path)
        assert got.status in (400, 403, 404), f"{path} came back with {got}"
    for path in ("/..%2fsecret.txt", "//etc/hosts", "/%2fetc%2fhosts"):
        got = asked(factory, path)
        assert secret not in got.text and got.status >= 400, f"{path} came back with {got}"


@static.check(
    mistake=(
        "return Site(Shelf(root)",
        "Shelf.directoryListing = lambda self: self.childNotFound\n    return Site(Shelf(root)",
    )
)
def a_folder_lists_what_is_in_it(subject):
    """A folder is a page of links, and a name such as `<b>.txt` does not become HTML."""
    odd = f"<b>{subject.random.randrange(100)}.txt"
    factory = shelf(subject, {f"root/sub/{odd}": b"x", "root/sub/文件.txt": b"y"})
    got = asked(factory, "/sub/")
    assert 200 == got.status, f"/sub/ came back with {got}"
    assert odd in unescape(got.text) and quote("文件.txt") in got.text, f"/sub/ says {got.text}"
    assert "<b>" not in got.text, f"a name became HTML: {got.text}"


MIB = 1 << 20


def put(factory, body, path="/file"):
    """Return the page that a client gets for *body*, which it sends by PUT."""
    client = factory.connect()
    client.send(f"PUT {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode())
    client.send(body)
    return page(client.read())


def receipt(body):
    """Return what the answer should say about *body*."""
    return f"{len(body)} {hashlib.sha256(body).hexdigest()}\n"


@upload.check(mistake=("size += len(piece)", "size = len(piece)"))
def it_says_what_came(subject):
    """A body is answered with 201, its size and its SHA-256; an empty one, too."""
    factory = subject.factory()
    for body in (b"hello", b"", "你好".encode() * 50_000, subject.random.randbytes(1000)):
        got = put(factory, body)
        assert 201 == got.status, f"{len(body)} bytes came back with {got}"
        assert receipt(body) == got.text, f"of {len(body)} bytes it says {got.text!r}"


@upload.check(mistake=("request.content.read(1 << 16)", "request.content.read()"))
def memory_does_not_grow(subject):
    """64 MiB go through, and the program's memory grows by less than 8 MiB."""
    factory = subject.factory()
    put(factory, bytes(MIB))
    body = subject.random.randbytes(MIB) * 64
    with subject.growth() as grown:
        got = put(factory, body)
    assert receipt(body) == got.text, f"of {len(body)} bytes it says {got.text!r}"
    assert grown.bytes < 8 * MIB, f"for 64 MiB, the memory grew by {grown.bytes / MIB:.0f} MiB"


@upload.check(mistake=("digest.update(piece)", "digest = hashlib.sha256(piece)"))
def curl_may_send_in_chunks(subject):
    """`curl -T -` does not say how much will come; the answer is right all the same."""
    body = subject.random.randbytes(300_000)
    url = f"http://127.0.0.1:{subject.factory().port}/"
    curl = subject.program("curl", "-sS", "-T", "-", url, input=body)
    assert receipt(body) == curl.stdout.decode(), (
        f"curl got {curl.stdout!r}. {curl.stderr.decode()}"
    )


@upload.check(mistake=("        yield\n", ""))
def others_are_served_meanwhile(subject):
    """While a digest is made of 32 MiB, the reactor goes on: no turn takes a quarter of it."""
    body, factory = bytes(32 * MIB), subject.factory()
    before = subject.cpu()
    with subject.turns() as turns:
        put(factory, body)
    share = turns.longest / (subject.cpu() - before)
    assert share < 1 / 4, f"one turn of the reactor took {share:.0%} of the whole work"


def listen(factory):
    """Return a client that listens to the events, and fail unless the stream has begun."""
    client = factory.connect()
    client.send(request("/events"))
    head = client.read()
    assert b"text/event-stream" in head, f"/events began with {head!r}"
    return client


def heard(client):
    """Return the texts that came to *client* since last time."""
    stream = b"".join(client.read().split(b"\r\n")[1::2]).decode()  # every other one is a length
    *whole, rest = stream.split("\n\n")
    assert rest == "", f"an event has no end: {stream!r}"
    texts = [[line[5:] for line in event.split("\n") if line[:5] == "data:"] for event in whole]
    return ["\n".join(line.removeprefix(" ") for line in text) for text in texts]


@events.check(mistake=("for request in self.listeners", "for request in [*self.listeners][:1]"))
def all_who_listen_are_told(subject):
    """What one says comes to all who listen, at once, as an event."""
    factory = subject.factory()
    clients = [listen(factory) for _ in range(3)]
    for text in ("你好", f"number {subject.random.randrange(1000)}"):
        told = asked(factory, "/say", text=text)
        assert "3\n" == told.text, f"3 listen, and POST /say says {told.text!r}"
        for client in clients:
            came = heard(client)
            assert [text] == came, f"somebody said {text}, and a listener got {came}"


@events.check(mistake=('f"data: {line}\\n"', 'f"data: {line}"'))
def lines_stay_together(subject):
    """A text of several lines is one event, with `data: ` before each line."""
    factory = subject.factory()
    client = listen(factory)
    text = f"one\nevent: fake\n{subject.random.randrange(100)}"
    asked(factory, "/say", text=text)
    assert [text] == heard(client), "a text of three lines did not come as one event"


@events.check(mistake=('request.write(b"")', "pass"))
def the_stream_begins_at_once(subject):
    """The head of the stream comes before anybody says anything."""
    client = subject.factory().connect()
    client.send(request("/events"))
    assert b"200" in client.read()[:15], "nothing came until somebody said something"


@events.check(mistake=("lambda gone: self.listeners.discard(request)", "lambda gone: None"))
def who_has_left_is_forgotten(subject):
    """Who leaves, in whatever way, is counted no more; the others go on."""
    factory = subject.factory()
    stays, *others = (listen(factory) for _ in range(3))
    for client, how in zip(others, subject.random.sample(["close", "reset"], k=2), strict=True):
        getattr(client, how)()
    told = asked(factory, "/say", text="x")
    assert "1\n" == told.text, f"1 of 3 still listens, and POST /say says {told.text!r}"
    assert ["x"] == heard(stays), "who stayed heard nothing"


@klein_app.check(mistake=('"Hello!"', '"Hello"'))
def home_says_hello(subject):
    """`/` says `Hello!`, as text in UTF-8."""
    got = asked(subject.factory(), "/")
    found = (got.status, got.type, got.charset, got.text)
    assert (200, "text/plain", "utf-8", "Hello!\n") == found, f"/ came back with {found}"


@klein_app.check(mistake=("int(signed=True)", "int"))
def squares_are_right(subject):
    """`/square/12` says `144`; `/square/-3` says `9`; what is no number is a 404."""
    factory, drawn = subject.factory(), subject.random.randrange(1000)
    for n in (12, 0, -3, drawn):
        got = asked(factory, f"/square/{n}")
        assert f"{n * n}\n" == got.text, f"/square/{n} came back with {got}"
    for path in ("/square/x", "/square/1.5", "/square", "/cube/3"):
        got = asked(factory, path)
        assert 404 == got.status, f"{path} came back with {got}"


@klein_app.check(mistake=("deferLater(reactor, 1.0)", "deferLater(reactor, 2.0)"))
def later_is_one_second_later(subject):
    """`/later/北` says `北` after 1 second; meanwhile others are served."""
    factory = subject.factory()
    client = factory.connect()
    client.send(request("/later/" + quote("北")))
    subject.reactor.advance(0.875)
    assert 200 == asked(factory, "/").status, "/ waits for /later"
    early = client.read()
    assert "北".encode() not in early, f"after 0.875 s came {early!r}"
    subject.reactor.advance(0.125)
    got = page(early + client.read())
    assert (200, "北\n") == (got.status, got.text), f"after 1 s came {got}"


def shorten(factory, url):
    """Return the path that the answer gives for *url*."""
    got = asked(factory, "/", url=url)
    assert 201 == got.status, f"{url} came back with {got}"
    path = got.text.strip()
    assert path.startswith("/"), f"for {url} came {got.text!r}; it should be a path"
    return path


@shortener.check(mistake=('b"/%s\\n"', 'b"%s\\n"'))
def a_short_address_leads_there(subject):
    """What `POST /` returns leads to the long address, and is shorter."""
    factory = subject.factory()
    for n in range(3):
        url = (
            f"https://example.org/{n}/"
            + "way/" * subject.random.randint(9, 30)
            + "?q=%E4%BD%A0#top"
        )
        path = shorten(factory, url)
        got = asked(factory, path)
        assert (302, url) == (got.status, got.location), f"{path} leads to {got.location}: {got}"
        assert len(path) < 20, f"{path} is not short"


@shortener.check(mistake=("if url not in self._codes:", "if True:"))
def the_same_address_keeps_its_code(subject):
    """An address that is known gets the code that it has; another one gets another."""
    factory = subject.factory()
    urls = [f"http://example.org/{n}" for n in range(subject.random.randint(20, 40))]
    first = [shorten(factory, url) for url in urls]
    assert first == [shorten(factory, url) for url in urls], "an address has got a second code"
    assert len(first) == len({*first}), "two addresses have the same code"


@shortener.check(mistake=('parts.scheme in (b"http", b"https") and ', ""))
def only_web_addresses_are_kept(subject):
    """`javascript:`, a path, nothing at all, and an address with a line break are a 400."""
    factory = subject.factory()
    bad = (
        "javascript:alert(1)",
        "ftp://example.org/x",
        "/etc/passwd",
        "",
        "http:///x",
        "http://[x",
    )
    for url in (*bad, "http://example.org/\r\nSet-Cookie: a=b", "http://example.org/a b", "北京"):
        got = asked(factory, "/", url=url)
        assert 400 == got.status, f"for {url!r} came {got}"
    assert 400 == asked(factory, "/", text="http://example.org/").status, "no url, and not 400"
    shorten(factory, "http://example.org/after-all-this")


@shortener.check(mistake=("else pages.notFound()", "else self"))
def other_paths_are_not_found(subject):
    """A path that nobody was given is a 404."""
    factory = subject.factory()
    path = shorten(factory, "http://example.org/")
    for other in (f"{path}x", f"/x{path[1:]}", f"{path}/more", "/" + quote("北")):
        got = asked(factory, other)
        assert 404 == got.status, f"{other} came back with {got}"


@shortener.check(mistake=("redirectTo(self._url, request)", "redirectTo(self._url[:-1], request)"))
def curl_follows(subject):
    """`curl -L` goes the whole way, from the short address to a page."""
    with_page = subject.factory()
    drawn = f"{subject.random.randrange(10**6):x}"
    here = f"http://127.0.0.1:{with_page.port}"
    short = subject.program("curl", "-sS", "-d", f"url={here}/nope/{drawn}", f"{here}/")
    path = short.stdout.decode().strip()
    curl = subject.program("curl", "-sSL", "-w", "%{url_effective}", "-o", "/dev/null", here + path)
    assert f"{here}/nope/{drawn}" == curl.stdout.decode(), f"curl -L ended at {curl.stdout!r}"
