# exercise: finger
# rejected by: a_name_is_answered_with_a_plan
from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineOnlyReceiver


class Finger(LineOnlyReceiver):
    """One client: one query, its answer, the end."""

    def lineReceived(self, line: bytes) -> None:
        self.transport.write(self.factory.answer(line.decode("utf-8", "replace")).encode())
        self.transport.loseConnection()


class Directory(Factory):
    """Who is here, and what they plan."""

    protocol = Finger

    def __init__(self, plans: dict[str, str]) -> None:
        self._plans = plans

    def answer(self, query: str) -> str:
        """Return the answer to *query*, in lines that end with CRLF."""
        name = query.removeprefix("/W").strip(" ")
        if "@" in name:
            text = "forwarding is denied"
        elif not name:
            text = "\n".join(sorted(self._plans))
        else:
            text = self._plans.get(name, f"{name}: nobody of that name")
        return "".join(f"{line}\r\n" for line in text.splitlines())


def make_factory(reactor, plans: dict[str, str]) -> Factory:
    return Directory(plans)
