"""Chapter 9, FTP: what a client must bring home, and whom a server must let in."""

import ftplib
import hashlib
import io
import logging
import tempfile
import threading
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from workbook.engine.subject import Error
from workbook.exercise import Exercise

HERE = "127.0.0.1"
PATIENCE = 2  # seconds for something that has already begun
POLL = 0.002  # seconds between two looks at whether a server should stop
SALT = b"not drawn at all"
logging.getLogger("pyftpdlib").addHandler(logging.NullHandler())  # else it logs to stderr

replies = Exercise(
    "replies",
    "core",
    hints=(
        "`self._begun` holds the lines of one reply, this one as the last. Which line of a reply "
        "is its last? Look at the four characters at its beginning.",
        "The last line begins with the code of the first line, and no dash follows. Lines between "
        "may begin with another number, or with the same code and a dash.",
        "If `self._begun[-1][:4].rstrip() == self._begun[0][:3]`, cut four characters off both "
        'lines, append `(int(code), "\\n".join(self._begun))`, and set `self._begun = []`.',
    ),
)

get = Exercise(
    "get",
    "core",
    hints=(
        "Four steps and a farewell: `connectProtocol`, `list`, `retrieveFile` for each name, "
        "`quit`. Await each. What must happen after an error, too, belongs under `finally`.",
        "`dataReceived` is called once for each piece. Keep the pieces in a list, and join them "
        "when the transfer is over. Each file needs a `Body` of its own.",
        "Ask for a file by the name that the list gave you. For the result, go back to the bytes "
        'with `encode("latin-1")` and read these as UTF-8. Folders have another `filetype`.',
    ),
)

mirror = Exercise(
    "mirror",
    "more",
    hints=(
        "List the folder `there`. A file is fetched as in `get`, but into `Body(path)`. "
        "For a folder, make it here, and call `bring` again: for that folder.",
        'Ask the server for `f"{there}/{name}"`, with the name as its list has it. At home, the '
        'name is `name.encode("latin-1").decode("utf-8")`.',
        "A name from a server may be `../evil.txt`. `here / name` lies in `here` only if its "
        "`parent` is `here`. Leave out all others, and what is neither `d` nor `-`.",
    ),
)

password_checker = Exercise(
    "password_checker",
    "core",
    hints=(
        "Begin with the spy of this chapter: let it look into `users`, and give it to the portal. "
        "The second argument of `FTPRealm` is the folder that holds the homes.",
        "Name and password come as `str`, one character for each byte. "
        '`encode("latin-1")` gives the bytes; a name is these bytes, read as UTF-8.',
        "Await `deferToThreadPool(reactor, reactor.getThreadPool(), make_digest, password, salt)`. "
        "For a name that nobody has, take salt and digest from `os.urandom`, and go on as ever.",
    ),
)

repair = Exercise(
    "repair",
    "final",
    hints=(
        "Write a subclass of `FTP`, and set it as the factory's `protocol`. `NLST` first: "
        "`ftp_NLST` must work without a path, and `*` is a path for all that is here.",
        "`processCommand(self, cmd, *params)` gets what follows a command, read as latin-1. "
        "Go back to the bytes there, and read them as UTF-8.",
        "`sendLine(self, line)` writes every reply; make UTF-8 of a `str` before it goes to "
        "`super()`. For what is no UTF-8, raise `CmdArgSyntaxError`: it becomes a reply.",
    ),
)


@contextmanager
def library(subject, files, may="elr", lies=()):
    """Serve *files* to ada, whose password is s3cret, and say when she has left.

    The server is pyftpdlib, in a thread; it shares no code with Twisted.

    Args:
        may: what she may do: e enters folders, l lists them, r reads files.
        lies: names that are listed besides, for what lies elsewhere.
    """
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.filesystems import AbstractedFS
    from pyftpdlib.handlers import FTPHandler
    from pyftpdlib.ioloop import IOLoop
    from pyftpdlib.servers import FTPServer

    class DataPort(FTPHandler.passive_dtp):
        def listen(self, backlog):
            super().listen(backlog)
            subject.allow(self.socket.getsockname()[1])

    class Shelf(AbstractedFS):
        def listdir(self, path):
            return [*super().listdir(path), *lies]

    class Visit(FTPHandler):
        authorizer, passive_dtp, auth_failed_timeout = DummyAuthorizer(), DataPort, 0
        abstracted_fs = Shelf

        def on_disconnect(self):
            self.server.left.set()

    with tempfile.TemporaryDirectory() as around:
        home = Path(around, "home")
        home.mkdir()
        fill(home, files | dict.fromkeys(lies, b""))
        Visit.authorizer.add_user("ada", "s3cret", str(home), perm=may)
        server = FTPServer((HERE, 0), Visit, ioloop=IOLoop())
        server.left = threading.Event()
        subject.allow(server.address[1])
        with running(server):
            yield server


@contextmanager
def running(server):
    """Run *server* in a thread of its own."""
    over = threading.Event()

    def run():
        while not over.is_set():
            server.ioloop.loop(POLL, blocking=False)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        server.close_all()


def fill(folder, files):
    """Write *files* into *folder*: bytes by relative path, or a str, which is linked to."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        if isinstance(content, str):
            path.symlink_to(content)
        else:
            path.write_bytes(content)


def fetch(subject, server, password="s3cret"):
    """Begin `get` for ada."""
    return subject.start("get", subject.reactor, *server.address, "ada", password)


def bring(subject, server):
    """Return what `get` brings home for ada: bytes by name."""
    home = subject.call("get", subject.reactor, *server.address, "ada", "s3cret")
    assert isinstance(home, dict), f"`get` returned {home!r}; it should return a dict."
    return home


def refuse(fetching, what, code):
    """Fail unless what the server said when it refused *what* is raised."""
    error, name = fetching.result(), fetching.name
    assert isinstance(error, Error), f"The server refused {what}, and `{name}` returned {error!r}."
    assert "FTPError" in error.types or code in error.message, (
        f"The server refused {what} with {code}. `{name}` did not tell this. "
        f"It raised {error.types[0]}: {error.message}"
    )


def came_of(subject, pieces):
    """Return the replies that come out when *pieces* are fed to one `Replies`."""
    return [reply for some in subject.new("Replies").each("feed", pieces) for reply in some]


def said(*replies):
    """Return how a server sends *replies*, each a code and a text."""
    lines = []
    for code, text in replies:
        *before, last = text.split("\n")
        first = [f"{code}-{before[0]}", *before[1:]] if before else []
        lines += [*first, f"{code} {last}"]
    return "".join(f"{line}\r\n" for line in lines).encode()


def agree(subject, *sent):
    """Fail unless exactly *sent* comes out, however the network cuts it."""
    for cut in subject.cuts(said(*sent)):
        came = came_of(subject, cut.chunks)
        assert [*sent] == came, f"{cut.how}: the server sent {[*sent]}, and out came {came}"


@replies.check(mistake=("last[4:]", "last[3:]"))
def a_reply_has_a_code_and_a_text(subject):
    """A line such as `220 Welcome.` is a whole reply: `(220, "Welcome.")`."""
    number = subject.random.randrange(1000)
    agree(subject, (220, f"Welcome, visitor {number}."), (331, "你好, 密码?"), (230, ""))


@replies.check(mistake=("if last[:4].rstrip() == first[:3]:", "if last[:3] == first[:3]:"))
def a_dash_says_read_on(subject):
    """`211-` begins a reply of several lines; the line that begins with `211 ` ends it."""
    middle = "\n".join(f" feature {subject.random.randrange(100)}" for _ in range(3))
    agree(subject, (211, f"It can:\n{middle}\nEnd"), (200, "OK"), (211, "\nEnd"))


@replies.check(
    mistake=(
        "if last[:4].rstrip() == first[:3]:",
        'if last[:3].isdigit() and last[3:4] != "-":',
    )
)
def other_numbers_end_nothing(subject):
    """Lines between may begin with anything: a number, another code, the same code and more."""
    agree(
        subject,
        (230, "Hello.\n220 was long ago\n 230 with a space before\n2300 files\n230-again\nGo on"),
        (226, "10 files\n\n550\nDone"),
    )


@replies.check(
    mistake=(
        "self._begun: list[str] = []",
        'self._begun = vars(Replies.feed).setdefault("begun", [])',
    )
)
def servers_are_not_mixed_up(subject):
    """What one server has begun to say is unknown to the reader of the next."""
    one, two = subject.new("Replies"), subject.new("Replies")

    came = (
        one.call("feed", b"220-Wel"),
        two.call("feed", b"331 Pass"),
        one.call("feed", b"come\r\n"),
    )
    ends = two.call("feed", b"word?\r\n"), one.call("feed", b"220 Hi\r\n")

    assert ([], [], []) == came, f"something came out before a reply was whole: {came}"
    assert ([(331, "Password?")], [(220, "Welcome\nHi")]) == ends, f"the ends gave {ends}"


@get.check(mistake=("self.pieces.append(data)", "self.pieces = [data]"))
def a_long_file_comes_whole(subject):
    """A file of 300,000 bytes comes home whole; an empty file, too."""
    tale = subject.random.randbytes(60_000) + b"one piece after another\n" * 10_000
    files = {"tale.bin": tale, "empty": b"", "end.txt": b"The end.\n"}

    with library(subject, files) as server:
        home = bring(subject, server)

    assert files.keys() == home.keys(), f"The folder has {[*files]}; `get` brought {[*home]}."
    for name, content in files.items():
        same = hashlib.sha256(content).digest() == hashlib.sha256(home[name]).digest()
        came = f"`get` brought {len(home[name]):,} bytes"
        assert same, f"{name} has {len(content):,} bytes. {came}, and they are not the same."


@get.check(mistake=('name.encode("latin-1").decode("utf-8")', "name"))
def names_are_as_people_write_them(subject):
    """文件.txt is called 文件.txt at home, and names may have spaces."""
    drawn = "".join(subject.random.choices("ab é北京城市", k=6))
    files = {name: name.encode() for name in ["文件.txt", "my  notes.txt", f"x{drawn}.txt"]}

    with library(subject, files) as server:
        home = bring(subject, server)

    assert files == home, f"The folder has {sorted(files)}; `get` brought {sorted(home)}."


@get.check(mistake=(' if entry["filetype"] == "-"', ""))
def folders_are_left_out(subject):
    """A folder in the list is no file: it is left out, and harms nothing."""
    inside = f"folder {subject.random.randrange(1000)}.txt/inside.txt"

    with library(subject, {"a.txt": b"a", inside: b"b", "z.txt": b"z"}) as server:
        home = bring(subject, server)

    assert sorted(home) == ["a.txt", "z.txt"], f"Two files are there; `get` brought {sorted(home)}."


@get.check(mistake=("    finally:", "    except Exception:\n        return {}\n    finally:"))
def a_refused_login_is_an_error(subject):
    """If the password is wrong, `get` raises the error that says so."""
    guess = f"guess{subject.random.randrange(1000)}"

    with library(subject, {"a.txt": b"a"}) as server:
        refuse(fetch(subject, server, guess), "the password", "530")


@get.check(mistake=("ftp.retrieveFile(name, body)", "ftp.retrieveFile(name, body).addErrback(str)"))
def a_refused_file_is_an_error(subject):
    """If the server lists a file but does not give it, `get` raises the error."""
    with library(subject, {"a.txt": b"a"}, may="el") as server:
        refuse(fetch(subject, server), "the file", "550")


@get.check(mistake=("ftp.transport.loseConnection()", "pass"))
def the_connection_is_closed(subject):
    """At the end the connection is closed, also if a file was refused."""
    with library(subject, {"a.txt": b"a"}) as server:
        bring(subject, server)
        assert server.left.wait(PATIENCE), "`get` brought the file, and left the connection open."

    with library(subject, {"a.txt": b"a"}, may="el") as server:
        fetch(subject, server).result()
        assert server.left.wait(PATIENCE), "`get` was refused a file, and left the connection open."


def copied(subject, server, home):
    """Begin `mirror` for ada, into the folder *home* of the sandbox."""
    return subject.start("mirror", subject.reactor, home, *server.address, "ada", "s3cret")


def agrees(subject, files, expected):
    """Fail unless the copy of *files* holds exactly the *expected* ones."""
    home = subject.folder({})
    with library(subject, files) as server:
        count = subject.call("mirror", subject.reactor, home.path, *server.address, "ada", "s3cret")
    came = home.files()
    assert expected.keys() == came.keys(), f"There are {sorted(expected)}; {sorted(came)} came."
    for name, content in expected.items():
        assert content == came[name], (
            f"{name} has {len(content):,} bytes; {len(came[name]):,} came."
        )
    assert len(expected) == count, f"{len(expected)} files came, and `mirror` returned {count!r}."


@mirror.check(mistake=("files += await bring(", "await bring("))
def folders_come_with_what_is_in_them(subject):
    """Folders within folders come whole, and `mirror` says how many files there were."""
    deep = subject.random.randbytes(200_000)
    files = {"a.txt": b"a", "one/b.txt": b"b", "one/two/deep.bin": deep, "one/two/empty": b""}
    agrees(subject, files, files)


@mirror.check(
    mistake=('path = here / name.encode("latin-1").decode("utf-8")', "path = here / name")
)
def any_name_will_do(subject):
    """Names may have spaces, a dash in front, and letters of any script."""
    drawn = "".join(subject.random.choices("ab é北京城市", k=6))
    names = ["文件/我的 笔记.txt", "-l/-a.txt", "two  spaces.txt", f"x{drawn}x/x{drawn}z.txt"]
    files = {name: name.encode() for name in names}
    agrees(subject, files, files)


@mirror.check(mistake=('elif kind == "-":', "else:"))
def links_are_left_out(subject):
    """A link is left out: it may lead round in a circle."""
    files = {"a.txt": b"a", "sub/b.txt": b"b", "sub/round": "..", "again.txt": "a.txt"}
    agrees(subject, files, {"a.txt": b"a", "sub/b.txt": b"b"})


@mirror.check(mistake=('path.parent != here or name == ".."', "False"))
def nothing_is_written_elsewhere(subject):
    """A server may list `../evil.txt`. Nothing is written outside of the folder."""
    evil = f"evil{subject.random.randrange(1000)}.txt"
    around = subject.folder({"home/": b""})

    with library(subject, {"a.txt": b"a", evil: b"evil"}, lies=[f"../{evil}"]) as server:
        copied(subject, server, f"{around.path}/home").result()

    outside = [name for name in around.files() if not name.startswith("home/")]
    assert not outside, f"The server listed ../{evil}, and {outside[0]} was written there."


@mirror.check(mistake=("Body(path))", "Body(path)).addErrback(str)"))
def what_is_refused_is_told(subject):
    """If the server does not give a file, `mirror` raises the error."""
    with library(subject, {"sub/a.txt": b"a"}, may="el") as server:
        refuse(copied(subject, server, subject.folder({}).path), "the file", "550")


MISLEADING = " Twisted answers so when a function of yours is called with too few arguments."
KNOCKS = {
    (b"ada", b"S3CRET"): "Ada with another password",
    (b"ADA", b"s3cret"): "ADA with the password of ada",
    (b"\xff\xfe", b"s3cret"): "A visitor whose name is no UTF-8",
    (b"anonymous", b"me@example.org"): "An anonymous visitor",
}


@cache
def digest(password, salt=SALT):
    """Return the digest of *password*; kept, because it takes 50 ms of CPU to make."""
    return hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1)


def serve(subject, name, password):
    """Return the answer's server for two people, the folder of their homes, and one greeting."""
    hello = f"Hello, {name}. {subject.random.random()}\n".encode()
    homes = subject.folder({f"{name}/hello.txt": hello, "bob/hello.txt": b"I am Bob.\n"}, "homes")
    users = {name: (SALT, digest(password)), "bob": (b"another salt", bytes(64))}
    return subject.factory(homes.path, users), homes, hello


@contextmanager
def visit(server, name, password):
    """Log in with ftplib; what it is refused is a failure of the answer."""
    try:
        with ftplib.FTP(timeout=PATIENCE) as ftp:
            ftp.connect(HERE, server.port)
            ftp.login(name, password)
            yield ftp
    except ftplib.Error as reply:
        told = f"{name} came with the right password. ftplib got: {reply}"
        note = MISLEADING if "requires an argument" in told else ""
        raise AssertionError(told + note) from None


def knock(server, name, password):
    """Return a connection that has just said who it is; the verdict may still be on its way."""
    door = server.connect()
    door.read_line()
    door.send(b"USER " + name + b"\r\n")
    door.read_line()
    door.send(b"PASS " + password + b"\r\n")
    return door


@password_checker.check(mistake=("if not hmac", "if hmac"))
def the_right_password_opens_the_home(subject):
    """With the right password, ftplib reads and writes in the person's own folder."""
    name, password = f"ada{subject.random.randrange(1000)}", f"s3cret {subject.random.random()}"
    server, homes, hello = serve(subject, name, password)
    upload, came = subject.random.randbytes(100_000), io.BytesIO()

    with visit(server, name, password) as ftp:
        ftp.retrbinary("RETR hello.txt", came.write)
        ftp.storbinary("STOR up.bin", io.BytesIO(upload))

    assert hello == came.getvalue(), f"hello.txt is {hello!r}, and {came.getvalue()!r} came."
    assert upload == homes.files().get(f"{name}/up.bin"), "The upload is not in the folder."


@password_checker.check(mistake=("raise UnauthorizedLogin", "pass"))
def who_does_not_know_the_password_is_refused(subject):
    """A wrong password, an unknown name, an anonymous visitor: each is told 530."""
    server, _, _ = serve(subject, "ada", "s3cret")
    doors = [knock(server, name, password) for name, password in KNOCKS]

    for who, door in zip(KNOCKS.values(), doors, strict=True):
        reply = door.read_line().decode("utf-8", "replace").strip() or "nothing"
        assert reply.startswith("530 "), f"{who} should be told 530. The server said: {reply}"


@password_checker.check(mistake=('.decode("utf-8", "replace")', '.decode("latin-1")'))
def a_name_need_not_be_ascii(subject):
    """curl gets in as 北 with the password 京, and finds the folder of 北."""
    server, _, hello = serve(subject, "北", "京")
    url = f"ftp://127.0.0.1:{server.port}/hello.txt"

    curl = subject.program("curl", "-sS", "--max-time", "5", "--user", "北:京", url)

    assert hello == curl.stdout, f"hello.txt did not come. {curl.stderr.decode().strip()}"


@password_checker.check(mistake=("FTPRealm(root, userHome=root)", "FTPRealm(root)"))
def lftp_gets_in(subject):
    """lftp logs in and reads a file."""
    server, _, hello = serve(subject, "ada", "s3cret")
    once = "set net:max-retries 1; set net:timeout 5; cat hello.txt; bye"

    lftp = subject.program("lftp", "-e", once, f"ftp://ada:s3cret@127.0.0.1:{server.port}/")

    assert hello == lftp.stdout, f"hello.txt did not come. {lftp.stderr.decode().strip()}"


def waits(door):
    """Return whether the server is at rest, and yet its verdict has still to come."""
    try:
        door.expect(b"")
    except AssertionError:
        return False
    return bool(door.read_line())


@password_checker.check(
    mistake=(
        "await deferToThreadPool(self._reactor, pool, make_digest, password, salt)",
        "make_digest(password, salt)",
    )
)
def others_are_served_meanwhile(subject):
    """While a digest is made, the reactor goes on: it is made in a thread."""
    server, _, _ = serve(subject, "ada", "s3cret")

    doors = (knock(server, b"ada", b"guess") for _ in range(3))

    assert any(waits(door) for door in doors), (
        "The server did nothing else while it made a digest. Others had to wait."
    )


def cost(subject, server, name):
    """Return the processor's seconds that the server spends on a wrong password."""
    before = subject.cpu()
    knock(server, name, b"guess").read_line()
    return subject.cpu() - before


@password_checker.check(
    mistake=(
        "salt, digest = self._users.get(name, self._nobody)",
        "if name not in self._users:\n            raise UnauthorizedLogin\n"
        "        salt, digest = self._users[name]",
    )
)
def strangers_cost_as_much_as_friends(subject):
    """A name that nobody has costs as much work as a wrong password."""
    server, _, _ = serve(subject, "ada", "s3cret")

    friends, strangers = [], []
    for _ in range(3):
        friends.append(cost(subject, server, b"ada"))
        strangers.append(cost(subject, server, b"mallory"))
        if 1 / 1.6 < min(strangers) / min(friends) < 1.6:
            return

    raise AssertionError(
        f"A wrong password took {min(friends) * 1000:.0f} ms of work, and a name that nobody has "
        f"{min(strangers) * 1000:.0f} ms. A clock can tell who has a name here."
    )


ODD = ("文件", "a  b", "[x]", "#1", "it's", "50%", "né", "北 京", "semi;colon", "a,b", "$x", "a&b")


def opened(subject, files=None):
    """Return the answer's server, and the folder that it serves."""
    root = subject.folder(files or {}, "root")
    return subject.factory(root.path), root


@contextmanager
def guest(server):
    """Visit with ftplib as anonymous; what is refused is a failure of the answer."""
    try:
        with ftplib.FTP(timeout=PATIENCE) as ftp:
            ftp.connect(HERE, server.port)
            ftp.login()
            yield ftp
    except ftplib.Error as reply:
        raise AssertionError(f"ftplib was told: {reply}") from None


@repair.check(mistake=('def ftp_NLST(self, path="*")', 'def ftp_NLST(self, path="")'))
def nlst_needs_no_folder(subject):
    """`ftplib.nlst()` names what is in the folder where the visitor is, whatever its name."""
    inside, below = f"{subject.random.randrange(1000)}.txt", subject.random.choice(ODD)
    server, _ = opened(subject, {"文件.txt": b"", f"a b/{inside}": b"", f"a b/{below}/c": b""})

    with guest(server) as ftp:
        came = {"/": sorted(ftp.nlst())}
        for folder in "a b", below:
            ftp.cwd(folder)
            came[folder] = sorted(ftp.nlst())

    there = {"/": ["a b", "文件.txt"], "a b": sorted([inside, below]), below: ["c"]}
    for folder, names in there.items():
        assert names == came[folder], f"in {folder}, there is {names}; nlst() gave {came[folder]}"


@repair.check(mistake=('each.encode("latin-1").decode("utf-8")', "each"))
def a_name_is_found_as_it_is_listed(subject):
    """文件.txt can be fetched, stored and renamed by its name, in a folder 北京."""
    drawn = "".join(subject.random.choices("é北京城市", k=4))
    server, root = opened(subject, {"北京/文件.txt": b"old"})
    came = io.BytesIO()

    with guest(server) as ftp:
        ftp.cwd("北京")
        ftp.retrbinary("RETR 文件.txt", came.write)
        ftp.storbinary(f"STOR {drawn}", io.BytesIO(b"new"))
        ftp.rename("文件.txt", "信.txt")

    assert b"old" == came.getvalue(), f"文件.txt holds b'old', and {came.getvalue()!r} came"
    files = root.files()
    assert {"北京/信.txt": b"old", f"北京/{drawn}": b"new"} == files, f"now there are {files}"


@repair.check(mistake=('line.encode("utf-8") if', 'line.encode("latin-1", "replace") if'))
def replies_are_utf_8(subject):
    """`PWD` tells 北京 as it is written, and so does an error about 信.txt."""
    server, _ = opened(subject, {"北京/": b""})

    with guest(server) as ftp:
        ftp.cwd("北京")
        where = ftp.pwd()
        try:
            ftp.delete("信.txt")
        except ftplib.error_perm as reply:
            told = str(reply)

    assert "/北京" == where, f"PWD told {where!r}"
    assert "信.txt" in told, f"the error about 信.txt was: {told}"


@repair.check(mistake=("raise CmdArgSyntaxError(", "raise ValueError("))
def odd_bytes_are_refused(subject):
    """A name that is no UTF-8 is answered with an error, and the visit goes on."""
    server, _ = opened(subject)
    door = knock(server, b"anonymous", b"me@example.org")
    door.read_line()

    door.send(b"DELE \xff\xfe.txt\r\n")
    refused = door.read_line()
    door.send(b"NOOP\r\n")

    assert refused[:1] == b"5", f"the server answered {refused!r}"
    assert door.read_line()[:3] == b"200", "after that, NOOP was not answered with 200"


@repair.check(mistake=("factory.protocol = RepairedFTP", "pass"))
def lftp_mirrors_a_tree(subject):
    """`lftp mirror -R` puts a tree of odd names there, and `lftp mirror` brings it back."""
    names = [f"{subject.random.choice(ODD)}/{name}" for name in ODD] + ["top.txt"]
    tree = {name: subject.random.randbytes(100) for name in names}
    server, root = opened(subject)

    with tempfile.TemporaryDirectory() as there, tempfile.TemporaryDirectory() as back:
        fill(Path(there), tree)
        settings = "set net:max-retries 1; set net:timeout 5; set file:charset UTF-8"
        visit = f"open ftp://127.0.0.1:{server.port}; mirror -R {there} /; mirror / {back}"
        lftp = subject.program("lftp", "-c", f"{settings}; {visit}")
        came = {
            str(p.relative_to(back)): p.read_bytes() for p in Path(back).rglob("*") if p.is_file()
        }

    said = lftp.stderr.decode("utf-8", "replace").strip()
    assert tree == root.files(), f"lftp put {len(root.files())} of {len(tree)} files there. {said}"
    assert tree == came, f"lftp brought {len(came)} of {len(tree)} files back. {said}"
