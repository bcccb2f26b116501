"""A proxy in front of a site."""

from twisted.internet import reactor
from twisted.web import proxy, server, static

page = static.Data("behind: 你好".encode(), "text/plain")
page.isLeaf = True
inner = reactor.listenTCP(0, server.Site(page), interface="127.0.0.1")
front = proxy.ReverseProxyResource("127.0.0.1", inner.getHost().port, b"")
outer = reactor.listenTCP(0, server.Site(front), interface="127.0.0.1")
print("port", outer.getHost().port)
reactor.run()
