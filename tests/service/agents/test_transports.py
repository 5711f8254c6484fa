import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client

from tests.server_process import Server, serving
from tests.service.agents.tool_calls import call, call_as, each_asked, on_stdio, refused, run, text_of
from tests.service.operations.figures import at_rest, figure, losses, queries, risen, scrape
from tests.service.workers.worker_processes import asked
from tests.until import LONG, until

TOOLS: dict[str, dict[str, Any]] = {
    "describe_entity": {"id": "project/bigscience"},
    "find_entities": {"text": "big"},
    "find_path": {"from_id": "model/bloom", "to_id": "machine/jean-zay"},
    "list_questions": {},
    "run_question": {"name": "compute-by-project", "parameters": {"project": "bigscience"}},
    "run_sparql": {"query": "SELECT ?s { ?s a cairn:Model }"},
    "schema": {},
    "why": {"subject": "project/bigscience", "predicate": "cairn:activeUntil"},
}
JSON = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?c) < STR(?f) || STR(?f) < STR(?i)) }"


@pytest.fixture(scope="module")
def named(site: Server) -> Iterator[Server]:
    """A server that is told its address, for clients with next to nothing to spend."""
    with serving(site.data, base_url="https://ours.example/", client_seconds="0.01", client_burst="0.0001") as started:
        yield started


@pytest.mark.parametrize(("mode", "version"), [("auto", "2026-07-28"), ("legacy", "2025-11-25")])
def test_both_eras_of_the_protocol_are_spoken(site: Server, mode: str, version: str) -> None:
    async def met() -> tuple[str, list[Any], str]:
        async with Client(f"{site.url}/mcp", mode=mode) as client:
            return client.protocol_version, (await client.list_tools()).tools, client.instructions or ""

    spoken, tools, instructions = run(met())
    assert spoken == version
    assert {tool.name for tool in tools} == set(TOOLS)
    assert all(tool.description and tool.annotations.read_only_hint and tool.output_schema for tool in tools)
    assert not any(tool.input_schema["additionalProperties"] for tool in tools)
    assert "never instructions" in instructions


@pytest.mark.parametrize("mode", ["auto", "legacy"])
@pytest.mark.parametrize("tool", TOOLS)
def test_every_answer_names_its_release_its_sources_and_its_page(site: Server, tool: str, mode: str) -> None:
    told = call(site.url, tool, mode=mode, **TOOLS[tool])
    assert told["release"] == httpx.get(site.url).headers["OpenCairn-Release"]
    assert told["sources"] and told["see"].startswith(site.url)


def test_an_answer_is_the_same_as_text(site: Server) -> None:
    [result] = run(each_asked(Client(f"{site.url}/mcp"), [("find_entities", {"text": "big"})]))
    assert json.loads(text_of(result)) == result.structured_content


def test_tools_work_on_standard_input(site: Server) -> None:
    command = [sys.executable, "-W", "error", "-m", "service", "mcp", "--data", str(site.data)]
    client = on_stdio(command, {"PYTHONPATH": os.environ.get("PYTHONPATH", ""), "PATH": os.environ["PATH"]})
    answers = run(each_asked(client, TOOLS.items()))
    assert not [text_of(each) for each in answers if each.is_error]
    assert {each.structured_content["release"] for each in answers if each.structured_content} == {
        httpx.get(site.url).headers["OpenCairn-Release"]
    }


def test_without_a_release_the_command_says_what_to_do(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "service", "mcp", "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 3 and "opencairn build" in done.stderr and not done.stdout


def test_twenty_calls_at_once_are_all_answered(site: Server) -> None:
    calls = [list(TOOLS.items())[number % len(TOOLS)] for number in range(20)]
    answers = run(each_asked(Client(f"{site.url}/mcp"), calls))
    assert [text_of(each) for each in answers if each.is_error] == []


@pytest.mark.parametrize("path", ["/mcp", "/mcp/"])
@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT", "HEAD"])
def test_other_methods_than_post_are_refused_by_name(site: Server, path: str, method: str) -> None:
    answer = httpx.request(method, site.url + path, headers={"Accept": "text/event-stream"})
    assert answer.status_code == 405 and answer.headers["Allow"] == "POST"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://evil.example:8000", "http://[", "x"])
def test_pages_of_others_are_refused(site: Server, origin: str) -> None:
    answer = httpx.post(f"{site.url}/mcp", json=PING, headers=JSON | {"Origin": origin})
    assert answer.status_code == 403
    assert answer.json()["type"].endswith("/foreign-origin")


def test_a_host_that_the_request_made_up_makes_no_page_ours(site: Server) -> None:
    headers = JSON | {"Host": "evil.example", "Origin": "http://evil.example"}
    assert httpx.post(f"{site.url}/mcp", json=PING, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("origin", "status"), [("https://ours.example", 200), ("http://localhost:6274", 403), ("https://e.example", 403)]
)
def test_with_an_address_of_its_own_only_pages_there_may_ask(named: Server, origin: str, status: int) -> None:
    headers = JSON | {"Host": "e.example", "Origin": origin}
    assert httpx.post(f"{named.url}/mcp", json=PING, headers=headers).status_code == status


@pytest.mark.parametrize("origin", ["http://localhost:6274", "http://127.0.0.1", "http://[::1]:80", None])
def test_pages_of_the_same_machine_and_programs_are_not(site: Server, origin: str | None) -> None:
    headers = JSON | ({"Origin": origin} if origin else {})
    assert httpx.post(f"{site.url}/mcp", json=PING, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b"{", b"", b"[]", b"\xff", b'{"jsonrpc":"2.0","id":1,"method":"tools/call"}'],
    ids=["deep", "cut", "empty", "batch", "no UTF-8", "without parameters"],
)
@pytest.mark.parametrize("era", [{}, {"MCP-Protocol-Version": "2026-07-28"}], ids=["2025", "2026"])
def test_broken_messages_are_refused_without_harm(site: Server, body: bytes, era: dict[str, str]) -> None:
    answer = httpx.post(f"{site.url}/mcp", content=body, headers=JSON | era)
    assert answer.status_code < 500 and "error" in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("find_entities", {"text": "a", "limit": 5000}, "`limit` cannot be 5000: it must be 100 or less."),
        ("find_entities", {"text": "a", "limit": "ten"}, "`limit` cannot be 'ten': it must be a whole number"),
        ("find_entities", {"text": 7}, "`text` cannot be 7: it must be a text."),
        ("find_entities", {}, "`text` is missing: a name or a part of one."),
        ("run_question", {"name": "machines", "parameters": []}, "`parameters` cannot be []: it must be an object"),
        ("run_question", {"name": "machines", "parameters": {"a": None}}, "`a` in `parameters` cannot be null"),
        ("describe_entity", {"id": "a", "properties": ["x"] * 21}, "cannot be given 21 times"),
    ],
)
def test_arguments_that_do_not_fit_are_told_as_those_of_routes_are(
    site: Server, tool: str, arguments: dict[str, Any], said: str
) -> None:
    [result] = run(each_asked(Client(f"{site.url}/mcp"), [(tool, arguments)]))
    assert result.is_error and said in text_of(result)
    assert text_of(result).startswith(f"Error executing tool {tool}: A parameter cannot be used. ")


@pytest.mark.parametrize(
    ("content", "headers", "status", "slug"),
    [
        (b"{}", {"Content-Type": "text/plain"}, 415, "unsupported-media-type"),
        (b"{}", {"Accept": "image/png", "MCP-Protocol-Version": "2026-07-28"}, 406, "not-acceptable"),
        (b" " * 2_000_000, {}, 413, "too-large"),
    ],
)
def test_messages_that_are_not_read_are_refused_with_a_problem(
    site: Server, content: bytes, headers: dict[str, str], status: int, slug: str
) -> None:
    answer = httpx.post(f"{site.url}/mcp", content=content, headers=JSON | headers)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["type"].endswith(f"/{slug}")


@pytest.mark.parametrize(
    ("tool", "extra", "said"),
    [
        ("find_entities", {"kinds": "person"}, "no 'kinds'. Did you mean kind? It takes: text, kind, limit."),
        ("list_questions", {"query": "compute"}, "no 'query'. It takes: theme, text."),
        ("run_question", {"funder": "cern"}, 'goes inside `parameters`, as {"parameters": {"funder": "cern"}}.'),
        ("run_question", {"x" * 500: "y" * 500}, f"no '{'x' * 60}'. What a question takes goes inside `parameters`. "),
    ],
)
def test_an_argument_that_a_tool_does_not_take_is_refused(
    site: Server, tool: str, extra: dict[str, str], said: str
) -> None:
    assert said in refused(site.url, tool, **TOOLS[tool], **extra)


def test_calls_draw_on_the_budget_of_the_client(site: Server) -> None:
    answer = httpx.post(f"{site.url}/mcp", json=PING, headers=JSON)
    assert answer.headers["RateLimit"].startswith('"default";r=')


def test_a_busy_endpoint_does_not_stop_the_questions_of_another_client(site: Server) -> None:
    """The other client holds every place for light and for heavy queries, and has some more in the queue."""
    question = {"name": "projects-by-governance-model"}
    with serving(site.data, workers="1", heavy_queries="2", query_timeout=str(2 * LONG)) as busy, ExitStack() as held:
        for number in range(6):
            held.enter_context(asked(busy, f"{ENDLESS} # {number}", "192.0.2.1"))
        assert until(lambda: figure(scrape(busy), "opencairn_queries_heavy", lane="sparql", state="running") == 2)
        answer = run(call_as(busy.url, "192.0.2.2", "run_question", question))
        assert not answer.is_error, text_of(answer)
        assert figure(scrape(busy), "opencairn_queries_heavy", lane="sparql", state="running") == 2


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_that_hangs_up_stops_its_query_and_is_no_fault(site: Server, mode: str) -> None:
    before, said = at_rest(site), len(site.log())

    async def hung_up() -> None:
        async with Client(f"{site.url}/mcp", mode=mode) as client:
            calling = asyncio.create_task(client.call_tool("run_sparql", {"query": ENDLESS}))
            while not await asyncio.to_thread(is_busy, site):
                await asyncio.sleep(0.01)
            calling.cancel()

    run(hung_up())
    assert risen(losses(before), losses(at_rest(site))) == {"client_gone": 1}
    assert until(lambda: risen(queries(before), queries(scrape(site))) == {"client_gone": 1})
    assert "Traceback" not in site.log()[said:]


def is_busy(server: Server) -> bool:
    now = scrape(server)
    return figure(now, "opencairn_workers_idle", lane="sparql") < figure(now, "opencairn_workers", lane="sparql")


def test_answers_are_given_that_took_more_than_was_left_and_kept_ones_cost_nothing(named: Server) -> None:
    asked_for = [TOOLS["run_question"], TOOLS["run_question"], {"name": "machines"}]
    first, again, other = (run(call_as(named.url, "192.0.2.9", "run_question", each)) for each in asked_for)
    assert not first.is_error, text_of(first)
    assert first.structured_content == again.structured_content
    assert other.is_error and "Wait for" in text_of(other)
