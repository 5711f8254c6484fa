import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from tests.server_process import serving
from tests.service.operations.reverse_proxy import PREFIX, Proxy, proxy
from tests.service.sample_site import build_site
from tests.until import until

LINK = re.compile(r'(?:href|src|action)="([^"]*)"')
STARTS = (
    "",
    "browse",
    "sparql",
    "ontology",
    "shapes",
    "concept",
    "graph",
    "id/project/bigscience.html",
    "nothing-here",
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module", params=[True, False], ids=["prefix taken off", "prefix left on"])
def published(data: Path, request: pytest.FixtureRequest) -> Iterator[Proxy]:
    with proxy(strips=request.param) as running, serving(data, base_url=running.address) as server:
        running.upstream = server.url
        yield running


@pytest.mark.parametrize("start", STARTS)
def test_every_link_of_a_page_stays_below_the_prefix_and_leads_somewhere(published: Proxy, start: str) -> None:
    page = httpx.get(published.address + start, headers={"Accept": "text/html"}, follow_redirects=True, timeout=60)
    links = {urljoin(str(page.url), unescape(link)).partition("#")[0] for link in LINK.findall(page.text)}
    own = {link for link in links if link.startswith(published.address.removesuffix(PREFIX + "/"))}
    assert len(own) > 5
    assert all(link.startswith(published.address) for link in own)
    with httpx.Client(follow_redirects=True, timeout=60) as client:
        for link in sorted(own - {str(page.url)})[:8]:
            assert client.get(link).status_code == 200, link


def test_redirects_descriptions_and_problems_name_the_public_address(published: Proxy) -> None:
    at = published.address
    moved = httpx.get(f"{at}id/project/bigscience", headers={"Accept": "text/turtle"})
    assert (moved.status_code, moved.headers["location"]) == (303, f"{at}id/project/bigscience.ttl")
    assert f"<{at}id/project/bigscience.html>" in httpx.get(f"{at}id/project/bigscience.ttl").headers["link"]
    described = httpx.get(f"{at}sparql", headers={"Accept": "application/n-triples"}).text
    assert f"<{at}sparql> <http://www.w3.org/ns/sparql-service-description#endpoint> <{at}sparql>" in described
    assert httpx.get(f"{at}openapi.json").json()["servers"] == [{"url": at.removesuffix("/")}]
    assert httpx.get(f"{at}sparql", params={"query": "ASK {}"}).json() == {"head": {}, "boolean": True}
    assert f"curl {at}sparql" in httpx.get(at, headers={"Accept": "text/html"}).text


def test_problems_name_the_request_and_the_dump_as_the_public_sees_them(published: Proxy) -> None:
    query = "SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?b ?e . ?f ?b ?g . ?h ?b ?i}"
    problem = httpx.get(f"{published.address}sparql", params={"query": query, "timeout": "0.1"}).json()
    assert problem["instance"] == f"{PREFIX}/sparql"
    assert f"{published.address}dumps/graph.nq.gz" in problem["detail"]


def test_the_upstream_address_is_never_told(published: Proxy) -> None:
    upstream = published.upstream.removeprefix("http://")
    for start in STARTS:
        for accept in ("text/html", "text/turtle", "application/json"):
            answer = httpx.get(published.address + start, headers={"Accept": accept}, timeout=60)
            assert upstream not in answer.text + str(answer.headers)


def client_and_scheme(data: Path, forwarded: str, trusted: str = "127.0.0.1,::1") -> tuple[str, str]:
    """Whom the server logs and over which scheme it believes to be asked, for a request with X-Forwarded headers."""
    headers = {"X-Forwarded-For": forwarded, "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    headers |= {"X-Forwarded-Prefix": "/evil", "Forwarded": "for=192.0.2.9;host=evil.example;proto=https"}
    with serving(data, log_format="json", trusted_proxies=trusted) as server:
        answer = httpx.get(f"{server.url}/sparql", headers=headers | {"Accept": "application/n-triples"})
        assert until(lambda: "/sparql" in server.log())
    assert "evil" not in answer.text
    line = json.loads(next(line for line in server.log().splitlines() if "/sparql" in line))
    [scheme] = re.findall(r"<(https?)://127\.0\.0\.1:\d+/sparql> <\S+#endpoint>", answer.text)
    return line["client"], scheme


def test_a_proxy_that_is_trusted_says_who_asks_and_how(data: Path) -> None:
    assert client_and_scheme(data, "203.0.113.7") == ("203.0.113.7", "https")


def test_of_a_chain_the_last_address_that_is_no_proxy_counts_because_clients_can_write_the_others(data: Path) -> None:
    trusted = "127.0.0.1,10.0.0.0/8"
    assert client_and_scheme(data, "192.0.2.1, 203.0.113.7, 10.1.2.3", trusted) == ("203.0.113.7", "https")


@pytest.mark.parametrize("trusted", ["", "10.0.0.0/8"])
def test_a_client_that_is_no_trusted_proxy_is_not_believed(data: Path, trusted: str) -> None:
    assert client_and_scheme(data, "203.0.113.7", trusted) == ("127.0.0.1", "http")


def test_what_a_proxy_passes_on_unread_cannot_forge_a_line(data: Path) -> None:
    client, _ = client_and_scheme(data, 'x"\\ y')
    assert client == "x%22%5C%20y"
