# exercise: static
"""A subclass that asks for the type itself; `reactor` is left to Site."""

from twisted.web import server, static

UTF_8 = {".txt": "text/plain", ".html": "text/html", ".md": "text/markdown"}


class Folder(static.File):
    contentTypes = dict(static.File.contentTypes)
    for ending, kind in UTF_8.items():
        contentTypes[ending] = kind + "; charset=UTF-8"


def make_factory(reactor, root):
    print("serving", root)
    return server.Site(Folder(root))
