# exercise: events
"""Listeners by number, both ends of notifyFinish, and a comment line to begin with."""

from itertools import count

from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET, Site


class Stream(Resource):
    def __init__(self):
        Resource.__init__(self)
        self.numbers = count()
        self.open = {}

    def render_GET(self, request):
        number = next(self.numbers)
        self.open[number] = request
        request.responseHeaders.setRawHeaders("content-type", ["text/event-stream; charset=utf-8"])
        request.responseHeaders.setRawHeaders("cache-control", ["no-store"])
        request.notifyFinish().addBoth(lambda result: self.open.pop(number, None) and None)
        request.write(b"")
        return NOT_DONE_YET


class Say(Resource):
    def __init__(self, stream):
        Resource.__init__(self)
        self.stream = stream

    def render_POST(self, request):
        lines = request.args[b"text"][0].split(b"\n")
        for listener in list(self.stream.open.values()):
            listener.write(b"".join([b"data:" + line + b"\n" for line in lines]) + b"\n")
        return str(len(self.stream.open)).encode() + b"\n"


def make_factory(reactor):
    stream, root = Stream(), Resource()
    root.putChild(b"events", stream)
    root.putChild(b"say", Say(stream))
    return Site(root)
