# exercise: tiny_redis
# rejected by: a_value_is_kept_for_all
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver


def answer(entries: dict, now: float, command: bytes, *words: bytes) -> bytes:
    """Return a reply without its last CRLF; *entries* has values, and when they are forgotten."""
    key, never = b"".join(words[:1]), float("inf")
    value, end = entries.get(key, (None, never))
    if now >= end:
        value, end = None, never
    match [command.upper(), *words]:
        case [b"GET", _]:
            return (
                b"$-1"
                if value is None
                else b"$%d\r\n%b" % (len(value.decode("utf-8", "replace")), value)
            )
        case [b"SET", _, new]:
            entries[key] = new, never
            return b"+OK"
        case [b"INCR", _] if (value or b"0").removeprefix(b"-").isdigit():
            entries[key] = b"%d" % (int(value or 0) + 1), end
            return b":" + entries[key][0]
        case [b"EXPIRE", _, seconds] if seconds.isdigit():
            if value is not None:
                entries[key] = value, now + int(seconds)
            return b":%d" % (value is not None)
    return b"-ERR unknown command, or wrong arguments"


class Client(LineReceiver):
    awaited = 0  # words of a request, which is `*n`, and n times `$size` and that many bytes

    def lineReceived(self, line: bytes) -> None:
        kind, most = (b"$", 7) if self.awaited else (b"*", 4)  # so a word has less than 1 MB
        if line[:1] != kind or not line[1:].isdigit() or len(line) > most:
            self.transport.loseConnection()
        elif self.awaited:
            self.word, self.size = b"", int(line[1:])
            self.setRawMode()
        else:
            self.words, self.awaited = [], int(line[1:])

    def rawDataReceived(self, data: bytes) -> None:
        self.word += data
        if len(self.word) >= self.size + 2:
            self.words.append(self.word[: self.size])
            if len(self.words) == self.awaited:
                self.awaited = 0
                reply = answer(self.factory.entries, self.factory.seconds(), *self.words)
                self.transport.write(reply + b"\r\n")
            self.setLineMode(self.word[self.size + 2 :])


def make_factory(reactor) -> Factory:
    """Return a server that speaks RESP2; its time is that of *reactor*."""
    factory = Factory.forProtocol(Client)
    factory.entries, factory.seconds = {}, reactor.seconds
    return factory
