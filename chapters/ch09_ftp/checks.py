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


@contextmanager
def library(subject, files, may="elr"):
    """Serve *files* to ada, whose password is s3cret, and say when she has left.

    The server is pyftpdlib, in a thread; it shares no code with Twisted.

    Args:
        may: what she may do: e enters folders, l lists them, r reads files.
    """
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.handlers import FTPHandler
    from pyftpdlib.ioloop import IOLoop
    from pyftpdlib.servers import FTPServer

    class DataPort(FTPHandler.passive_dtp):
        def listen(self, backlog):
            super().listen(backlog)
            subject.allow(self.socket.getsockname()[1])

    class Visit(FTPHandler):
        authorizer, passive_dtp, auth_failed_timeout = DummyAuthorizer(), DataPort, 0

        def on_disconnect(self):
            self.server.left.set()

    with tempfile.TemporaryDirectory() as home:
        fill(Path(home), files)
        Visit.authorizer.add_user("ada", "s3cret", home, perm=may)
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
    """Write *files*, bytes by relative path, into *folder*."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
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
    """Fail unless `get` raises what the server said when it refused *what*."""
    error = fetching.result()
    assert isinstance(error, Error), f"The server refused {what}, and `get` returned {error!r}."
    assert "FTPError" in error.types or code in error.message, (
        f"The server refused {what} with {code}. `get` did not tell this. "
        f"It raised {error.types[0]}: {error.message}"
    )


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
