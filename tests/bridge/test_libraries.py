"""Libraries on top of Twisted work in a notebook, run after run."""

import importlib.util

import pytest

SITE = """
from twisted.internet import reactor
from twisted.web.resource import Resource
from twisted.web.server import Site

class Page(Resource):
    isLeaf = True
    def render_GET(self, request):
        return b"<p>hello</p>"

port = reactor.listenTCP(0, Site(Page()), interface="127.0.0.1").getHost().port
url = f"http://127.0.0.1:{port}/"
"""

TREQ = """
import treq
response = await treq.get(url)
await response.text()
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


def needs(library):
    """Skip where *library* is not installed."""
    missing = importlib.util.find_spec(library) is None
    return pytest.mark.skipif(missing, reason=f"{library} is not installed")


@pytest.fixture(scope="module", autouse=True)
def site(kernel):
    kernel.run(SITE)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        pytest.param(TREQ, "'<p>hello</p>'", marks=needs("treq"), id="treq"),
        pytest.param(SPIDER, "['hello']", marks=needs("scrapy"), id="scrapy"),
    ],
)
def test_a_cell_that_uses_a_library_runs_again_and_again(kernel, code, shown):
    """treq keeps its connections; Scrapy asks for one type of reactor, and no other."""
    shows = [kernel.run(code, cell="library").text for _ in range(5)]

    assert [shown] * 5 == shows
