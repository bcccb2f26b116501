# exercise: tree
"""Every page is put into the tree beforehand; no getChild."""

from twisted.web.resource import Resource
from twisted.web.server import Site


class Text(Resource):
    def __init__(self, text):
        super().__init__()
        self.text = text

    def render_GET(self, request):
        request.setHeader("Content-Type", "text/plain;charset=UTF-8")
        return self.text.encode("utf-8")


class List(Resource):
    def render_GET(self, request):
        request.setResponseCode(301)
        request.setHeader(b"location", b"/people/")
        return b""


def make_factory(reactor, names):
    root, people = Resource(), List()
    root.putChild(b"people", people)
    people.putChild(b"", Text("".join(name + "\n" for name in names)))
    for name in names:
        people.putChild(name.encode("utf-8"), Text(name + " is here.\n"))
    return Site(root)
