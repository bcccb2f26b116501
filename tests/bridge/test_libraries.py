"""Libraries on top of Twisted work in a notebook, run after run."""

import pytest

SITE = """
from twisted.internet import reactor
from twisted.protocols.basic import LineReceiver
from twisted.internet.protocol import Factory
from twisted.web.resource import Resource
from twisted.web.server import Site

class Page(Resource):
    isLeaf = True
    def render_GET(self, request):
        return b"<p>hello</p>"

class Redis(LineReceiver):
    def lineReceived(self, line):
        if line == b"GET":
            self.transport.write(b"$5\\r\\ncaf\\xc3\\xa9\\r\\n")

def listen(factory):
    return reactor.listenTCP(0, factory, interface="127.0.0.1").getHost().port

url = f"http://127.0.0.1:{listen(Site(Page()))}/"
redis = listen(Factory.forProtocol(Redis))
"""

TREQ = """
import treq
response = await treq.get(url)
await response.text()
"""

KLEIN = """
import klein, treq
app = klein.Klein()

@app.route("/<name>")
async def greet(request, name):
    return f"hello {name}"

await (await treq.get(f"http://127.0.0.1:{listen(Site(app.resource()))}/café")).text("utf-8")
"""

REDIS = """
import txredisapi
connection = await txredisapi.Connection("127.0.0.1", redis, reconnect=False)
value = await connection.get("key")
await connection.disconnect()
value
"""

SPIDER = """
import scrapy
from scrapy.crawler import CrawlerRunner

found = []

class Hello(scrapy.Spider):
    name = "hello"
    start_urls = [url]
    def parse(self, response):
        found.append(response.css("p::text").get())

await CrawlerRunner({"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False}).crawl(Hello)
found
"""


@pytest.fixture(scope="module", autouse=True)
def site(kernel):
    kernel.run(SITE)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        pytest.param(TREQ, "'<p>hello</p>'", id="treq"),
        pytest.param(KLEIN, "'hello café'", id="klein"),
        pytest.param(REDIS, "'café'", id="txredisapi"),
        pytest.param(SPIDER, "['hello']", id="scrapy"),
    ],
)
def test_a_cell_that_uses_a_library_runs_again_and_again(kernel, code, shown):
    """treq keeps its connections; Scrapy asks for one type of reactor, and no other."""
    shows = [kernel.run(code, cell="library").text for _ in range(5)]

    assert [shown] * 5 == [text.splitlines()[-1] for text in shows]  # Scrapy's import may be slow
