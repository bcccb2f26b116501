"""A page that counts."""

from twisted.internet import endpoints, reactor
from twisted.web import resource, server


class Counter(resource.Resource):
    isLeaf = True
    visits = 0

    def render_GET(self, request):
        self.visits += 1
        request.setHeader(b"content-type", b"text/plain; charset=utf-8")
        return f"café, visit {self.visits}\n".encode()


if __name__ == "__main__":
    endpoint = endpoints.serverFromString(reactor, "tcp:0:interface=127.0.0.1")
    started = endpoint.listen(server.Site(Counter()))
    started.addCallback(lambda port: print("port", port.getHost().port))
    reactor.run()
