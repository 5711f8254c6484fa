import os
import signal
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from service.outcomes import LOSSES, OUTCOMES
from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.service.operations.figures import at_rest, by_label, figure, losses, queries, risen, scrape
from tests.service.workers.worker_processes import ADDRESSES
from tests.until import until

CROSS_PRODUCT = "SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l}"
MEMORY_BOMB = "SELECT (STRLEN(?d) AS ?n) {{BIND('{}' AS ?a) {} {} {}}}".format(
    "x" * 1000,
    *(f"BIND(CONCAT({', '.join([f'?{short}'] * 64)}) AS ?{long})" for short, long in ("ab", "bc", "cd")),
)
NUMBERS = " ".join(str(number) for number in range(400))
LARGE = f"SELECT ?a ?b {{VALUES ?a {{{NUMBERS}}} VALUES ?b {{{NUMBERS}}}}}"
NESTED = "ASK {FILTER" + "(" * 50_000 + "1" + ")" * 50_000 + "}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("counted")
    publish_trig(data, "\n".join(f"<x:{number}> <x:next> <x:{number + 1}> ." for number in range(1000)))
    with serving(
        data,
        query_timeout="5",
        query_memory=str(128 * 1024**2),
        queue_timeout="0.5",
        max_result_bytes="1000000",
        heavy_queries="2",
    ) as started:
        yield started


def post(server: Server, query: str, **headers: str) -> int:
    """The status of an answer to a client that has sent nothing before."""
    headers = {"X-Forwarded-For": next(ADDRESSES), **headers}
    return httpx.post(f"{server.url}/sparql", data={"query": query}, headers=headers, timeout=60).status_code


def read_in_vain(server: Server) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        post(server, LARGE, **{"Accept-Encoding": "identity"})


def hang_up(server: Server) -> None:
    url = httpx.URL(f"{server.url}/sparql", params={"query": CROSS_PRODUCT})
    with socket.create_connection((url.host, url.port or 80)) as connection:
        connection.sendall(f"GET {url.raw_path.decode()} HTTP/1.1\r\nHost: {url.host}\r\n\r\n".encode())
        assert until(lambda: figure(scrape(server), "opencairn_workers_busy", lane="sparql") == 1)


def kill_the_worker_of_a_query(server: Server) -> None:
    """The idle workers die too, which shows when the next query would take them."""
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(post, server, CROSS_PRODUCT)
        assert until(lambda: figure(scrape(server), "opencairn_workers_busy", lane="sparql") == 1)
        for pid in server.children():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        assert running.result() == 500
    assert until(lambda: figure(scrape(server), "opencairn_workers_idle", lane="sparql") == 1)
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(lambda _: post(server, CROSS_PRODUCT), range(2))) == [504, 504]


def ask_again(server: Server) -> None:
    params = {"query": "ASK {FILTER(2 > 1)}"}
    tag = httpx.get(f"{server.url}/sparql", params=params).headers["etag"]
    again = httpx.get(f"{server.url}/sparql", params=params, headers={"If-None-Match": tag})
    assert again.status_code == 304


def look(server: Server) -> None:
    shown = httpx.get(f"{server.url}/sparql", params={"query": "SELECT {"}, headers={"Accept": "text/html"})
    assert shown.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("event", "outcomes", "lost"),
    [
        pytest.param(lambda server: post(server, "ASK {}"), {"answered": 1}, {}, id="answer"),
        pytest.param(lambda server: post(server, "ASK {}"), {"kept": 1}, {}, id="kept"),
        pytest.param(ask_again, {"answered": 1, "unchanged": 1}, {}, id="known"),
        pytest.param(lambda server: post(server, "SELECT {"), {"syntax_error": 1}, {}, id="syntax"),
        pytest.param(look, {"syntax_error": 1}, {}, id="browser"),
        pytest.param(lambda server: post(server, "CLEAR ALL"), {"refused": 1}, {}, id="update"),
        pytest.param(lambda server: post(server, "ASK {SERVICE <x:y> {}}"), {"refused": 1}, {}, id="SERVICE"),
        pytest.param(lambda server: post(server, "ASK {}", Accept="image/png"), {"refused": 1}, {}, id="format"),
        pytest.param(lambda server: post(server, CROSS_PRODUCT), {"deadline": 1}, {"deadline": 1}, id="deadline"),
        pytest.param(lambda server: post(server, MEMORY_BOMB), {"memory": 1}, {"memory": 1}, id="memory"),
        pytest.param(lambda server: post(server, NESTED), {"too_complex": 1}, {"too_complex": 1}, id="nesting"),
        pytest.param(read_in_vain, {"cut_off": 1}, {}, id="size"),
        pytest.param(hang_up, {"client_gone": 1}, {"client_gone": 1}, id="hang-up"),
        pytest.param(
            kill_the_worker_of_a_query,
            {"lost_worker": 1, "deadline": 2},
            {"lost_worker": 1, "idle_death": 2, "deadline": 2},
            id="kill",
        ),
    ],
)
def test_every_outcome_is_counted_once(
    server: Server, event: Callable[[Server], object], outcomes: dict[str, float], lost: dict[str, float]
) -> None:
    before = at_rest(server)
    event(server)
    assert until(lambda: sum(risen(queries(before), queries(scrape(server))).values()) >= sum(outcomes.values()))
    after = at_rest(server)
    assert risen(queries(before), queries(after)) == outcomes
    assert risen(losses(before), losses(after)) == lost
    for histogram in ("opencairn_query_seconds_count", "opencairn_query_first_byte_seconds_count"):
        observed = figure(after, histogram, lane="sparql") - figure(before, histogram, lane="sparql")
        assert observed == sum(outcomes.values()), histogram


def test_queries_that_wait_and_that_are_sent_away_are_counted(server: Server) -> None:
    before = at_rest(server)
    same = {"X-Forwarded-For": "192.0.2.1"}
    with ThreadPoolExecutor(3) as threads:
        heavy = [threads.submit(post, server, CROSS_PRODUCT, **same) for _ in range(2)]
        assert until(lambda: figure(scrape(server), "opencairn_queries_heavy", lane="sparql", state="running") == 2)
        third = threads.submit(post, server, "ASK {FILTER(3 > 1)}", **same)
        assert until(lambda: figure(scrape(server), "opencairn_queries_waiting", lane="sparql") == 1 or third.done())
        assert third.result() == 503
        assert [each.result() for each in heavy] == [504, 504]
    after = at_rest(server)
    assert risen(queries(before), queries(after)) == {"busy": 1, "deadline": 2}
    assert figure(after, "opencairn_queries_waiting", lane="sparql") == 0


def test_requests_are_counted_by_template_so_that_strangers_cannot_make_series(server: Server) -> None:
    def counted() -> tuple[float, ...]:
        requests = by_label(scrape(server), "opencairn_http_requests_total", "route")
        return tuple(requests.get(route, 0) for route in ("/static/{name}", "none"))

    httpx.get(f"{server.url}/static/none")
    httpx.get(f"{server.url}/wp-admin/")
    assert until(lambda: min(counted()) > 0)
    before, series = counted(), len(scrape(server))
    for number in range(3):
        httpx.get(f"{server.url}/static/{number}")
        httpx.get(f"{server.url}/wp-admin/{number}")
    assert until(lambda: counted() == (before[0] + 3, before[1] + 3))
    assert len(scrape(server)) == series


def test_bytes_are_those_of_the_bodies(server: Server) -> None:
    def sent() -> float:
        return figure(scrape(server), "opencairn_http_sent_bytes_total", route="/static/{name}")

    plain = {"Accept-Encoding": "identity"}
    size = len(httpx.get(f"{server.url}/static/style.css", headers=plain).content)
    assert until(lambda: sent() >= size)
    before = sent()
    httpx.head(f"{server.url}/static/style.css", headers=plain)
    httpx.get(f"{server.url}/static/style.css", headers=plain)
    assert until(lambda: sent() == before + size)


def test_kept_documents_are_counted(server: Server) -> None:
    def seen() -> tuple[float, ...]:
        figures = scrape(server)
        lookups = (figure(figures, "opencairn_kept_documents_lookups_total", found=found) for found in ("no", "yes"))
        sizes = (figure(figures, name, cache="documents") for name in ("opencairn_kept", "opencairn_kept_bytes"))
        return (*lookups, *sizes)

    address = f"{server.url}/static/style.css?v=counted"
    size = int(httpx.get(address).headers["content-length"])
    made, found, count, taken = seen()
    assert count >= 1
    assert taken >= size
    httpx.get(address)
    assert seen() == (made, found + 1, count, taken)
    httpx.get(address + "2")
    assert seen()[:3] == (made + 1, found + 1, count + 1)
    assert seen()[3] >= taken + size


def test_kept_answers_are_counted(server: Server) -> None:
    def seen() -> tuple[float, ...]:
        figures = scrape(server)
        return tuple(figure(figures, name, cache="answers") for name in ("opencairn_kept", "opencairn_kept_bytes"))

    count, taken = seen()
    answer = httpx.get(f"{server.url}/sparql", params={"query": "ASK {} # counted"}, headers={"Accept-Encoding": ""})
    assert seen() == (count + 1, taken + len(answer.content))


def test_every_metric_is_in_the_documentation(server: Server) -> None:
    documented = (Path(__file__).parents[3] / "docs" / "operations.md").read_text(encoding="utf-8")
    names = {name.removesuffix("_bucket").removesuffix("_count").removesuffix("_sum") for name, _ in scrape(server)}
    ours = {name for name in names if name.startswith("opencairn_") and not name.endswith("_created")}
    assert {name for name in ours if f"`{name}`" not in documented} == set()


def test_the_release_and_the_process_are_described(server: Server) -> None:
    figures = scrape(server)
    release = httpx.get(f"{server.url}/version").json()
    assert figure(figures, "opencairn_release_info", release=release["release"]["id"], version=release["opencairn"])
    assert figure(figures, "opencairn_release_age_seconds") > 0
    assert figure(figures, "opencairn_release_rejected") == 0
    assert figure(figures, "opencairn_workers", lane="sparql") == 3
    assert figure(figures, "opencairn_workers_networkless", lane="sparql") in (0, 1)
    assert figure(figures, "process_resident_memory_bytes") > 1024**2


def test_every_series_of_a_lane_is_there_from_the_start(example_data: Path) -> None:
    with serving(example_data) as started:
        figures = scrape(started)
    assert queries(figures) == dict.fromkeys(OUTCOMES, 0)
    assert losses(figures) == dict.fromkeys(LOSSES, 0)


def test_openmetrics_is_written_for_those_who_ask_for_it(server: Server) -> None:
    answer = httpx.get(f"{server.url}/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.text.endswith("# EOF\n")
