# exercise: tiny_redis
# rejected by: commands_may_be_cut
from twisted.internet.protocol import Factory, Protocol


def answer(entries: dict, now: float, command: bytes, *words: bytes) -> bytes:
    """Return a reply without its last CRLF; *entries* has values, and when they are forgotten."""
    key, never = b"".join(words[:1]), float("inf")
    value, end = entries.get(key, (None, never))
    if now >= end:
        value, end = None, never
    match [command.upper(), *words]:
        case [b"GET", _]:
            return b"$-1" if value is None else b"$%d\r\n%b" % (len(value), value)
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


class Client(Protocol):
    def dataReceived(self, data):
        words = data.split(b"\r\n")[2::2]
        reply = answer(self.factory.entries, self.factory.seconds(), *words)
        self.transport.write(reply + b"\r\n")


def make_factory(reactor) -> Factory:
    """Return a server that speaks RESP2; its time is that of *reactor*."""
    factory = Factory.forProtocol(Client)
    factory.entries, factory.seconds = {}, reactor.seconds
    return factory
