# exercise: events
"""A page that shows what others say, as they say it: server-sent events.

Run it:    python events.py    (it prints its address; open it twice)
Or watch:  curl -N ADDRESS/events
"""

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import serverFromString
from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET, Site
from twisted.web.static import Data

PAGE = """<!doctype html><title>What others say</title>
<form method="post" action="/say" target="none"><input name="text" autofocus></form>
<ul id="said"></ul><iframe name="none" hidden></iframe>
<script>
  new EventSource("/events").onmessage = (event) =>
    said.appendChild(document.createElement("li")).textContent = event.data;
</script>
"""


# YOUR TURN: keep who listens, and forget who leaves; write an event to each.
class Events(Resource):
    """The stream of events at ``/events``: an answer that does not end."""

    def __init__(self) -> None:
        super().__init__()
        self.listeners: set = set()

    def render_GET(self, request) -> int:
        """Begin a stream of the type ``text/event-stream``, and keep it open."""
        request.setHeader(b"content-type", b"text/event-stream")
        request.write(b"")  # the head goes out now
        self.listeners.add(request)
        request.notifyFinish().addErrback(lambda gone: self.listeners.discard(request))
        return NOT_DONE_YET

    def tell(self, text: str) -> None:
        """Send *text* to all: ``data: `` before each of its lines, and an empty line after it."""
        event = "".join(f"data: {line}\n" for line in text.splitlines() or [""])
        for request in self.listeners:
            request.write(f"{event}\n".encode())


class Say(Resource):
    """Takes the form field ``text``, and tells it to all."""

    def __init__(self, events: Events) -> None:
        super().__init__()
        self._events = events

    def render_POST(self, request) -> bytes:
        """Answer with the number of people who were told."""
        self._events.tell(request.args[b"text"][0].decode("utf-8", "replace"))
        return b"%d\n" % len(self._events.listeners)


def make_factory(reactor) -> Site:
    """Return the site: a page at ``/``, the stream at ``/events``, and ``POST /say``."""
    root, events = Resource(), Events()
    root.putChild(b"", Data(PAGE.encode(), "text/html; charset=utf-8"))
    root.putChild(b"events", events)
    root.putChild(b"say", Say(events))
    return Site(root, reactor=reactor)


async def main(reactor) -> None:
    """Serve until Ctrl-C."""
    door = serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    port = await door.listen(make_factory(reactor))
    print(f"http://127.0.0.1:{port.getHost().port}/")
    await Deferred()


if __name__ == "__main__":
    from twisted.internet.task import react

    react(main)
