"""Chapter 7, an HTTP server: what the site must do, stage by stage."""

import io
import re
from dataclasses import dataclass
from html import unescape
from http.client import HTTPException, HTTPResponse
from types import SimpleNamespace
from urllib.parse import quote, urlencode

from workbook.exercise import Exercise

FORM = "application/x-www-form-urlencoded"  # what a browser makes of a form

site = Exercise(
    "site",
    "final",
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


@dataclass(frozen=True)
class Page:
    """What came back for one request; *type* and *charset* are those of its header."""

    status: int
    type: str
    charset: str | None
    text: str

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
    return Page(response.status, about.get_content_type(), about.get_content_charset(), text)


def asked(factory, path, method="GET", **form) -> Page:
    """Return the page that a new client gets."""
    client = factory.connect()
    client.send(request(path, method, **form))
    return page(client.read(), method)


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
