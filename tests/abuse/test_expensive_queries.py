"""Queries that would take forever, or all memory there is, or crash the engine."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.abuse.conftest import SECONDS, answers
from tests.server_process import Server
from tests.until import LONG

STOPPED, OUT_OF_MEMORY, TOO_DEEP, TOO_LARGE, DONE, CUT_OFF = 504, 507, 400, 413, 200, 0
ROW = " ".join(str(number) for number in range(1000))


def values(*names: str) -> str:
    return " ".join(f"VALUES ?{name} {{{ROW}}}" for name in names)


CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
TWO = "?a <x:next> ?b . ?c <x:next> ?d . ?e <x:next> ?f"
DOUBLED = " ".join(
    f"BIND(CONCAT(?{short}, ?{short}, ?{short}, ?{short}) AS ?{long})"
    for short, long in zip("abcdefghijklmn", "bcdefghijklmno", strict=True)
)

EXPENSIVE = {
    "cross product of data, counted": (f"SELECT (COUNT(*) AS ?n) {{{CROSS}}}", {STOPPED}),
    "cross product of data, in a subquery": (f"SELECT * {{{{SELECT (COUNT(*) AS ?n) {{{CROSS}}}}}}}", {STOPPED}),
    "cross product of VALUES": (f"SELECT (COUNT(*) AS ?n) {{{values(*'abcd')}}}", {STOPPED}),
    "cross product that nothing comes out of": (f"SELECT * {{{values(*'abcd')} FILTER(?a+?b+?c+?d<0)}}", {STOPPED}),
    "cross product, distinct": (f"SELECT DISTINCT ?a ?c ?e {{{TWO}}}", {CUT_OFF}),
    "cross product, optional": (
        f"SELECT (COUNT(*) AS ?n) {{{values('a')} OPTIONAL {{{CROSS}}}}}",
        {STOPPED, OUT_OF_MEMORY},
    ),
    "cross product, minus": (f"SELECT (COUNT(*) AS ?n) {{{TWO} MINUS {{?a <x:text> ?f}}}}", {STOPPED}),
    "cross product, exists": (
        f"SELECT * {{{values(*'ab')} FILTER NOT EXISTS {{{CROSS} FILTER(?c = ?a)}}}}",
        {STOPPED, CUT_OFF},
    ),
    "cross product, constructed": (f"CONSTRUCT {{?a <x:p> ?f}} {{{TWO} FILTER(?a = ?b)}}", {STOPPED}),
    "path of any length, both ends open": ("SELECT (COUNT(*) AS ?n) {?a <x:next>+ ?b}", {STOPPED, OUT_OF_MEMORY}),
    "path of everything but": ("SELECT (COUNT(*) AS ?n) {?a (!<x:no>|!^<x:no>)* ?b}", {STOPPED, OUT_OF_MEMORY}),
    "path of paths": ("SELECT (COUNT(*) AS ?n) {?a ((<x:next>*)*/(<x:next>+)+)* ?b}", {STOPPED, OUT_OF_MEMORY}),
    "path of 2,000 steps": (f"ASK {{?a {'/'.join(['<x:next>'] * 2000)} ?b}}", {STOPPED, OUT_OF_MEMORY, TOO_DEEP, DONE}),
    "ORDER BY of a cross product": (f"SELECT * {{{TWO}}} ORDER BY ?a ?c ?e LIMIT 1", {STOPPED, OUT_OF_MEMORY}),
    "GROUP BY of a cross product": (
        f"SELECT ?a ?c ?e (COUNT(*) AS ?n) {{{TWO}}} GROUP BY ?a ?c ?e",
        {STOPPED, OUT_OF_MEMORY},
    ),
    "GROUP_CONCAT of a cross product": (
        "SELECT (GROUP_CONCAT(?t) AS ?n) {?a <x:text> ?t . ?b <x:text> ?u . ?c <x:text> ?v}",
        {STOPPED, OUT_OF_MEMORY},
    ),
    "CONCAT that grows": (f"SELECT (STRLEN(?o) AS ?length) {{BIND('{'x' * 1000}' AS ?a) {DOUBLED}}}", {OUT_OF_MEMORY}),
    "REPLACE that grows": (
        f"SELECT (STRLEN(?c) AS ?n) {{BIND('{'x' * 60000}' AS ?a) BIND(REPLACE(?a, 'x', ?a) AS ?c)}}",
        {OUT_OF_MEMORY},
    ),
    "regular expression with nested repeats": (
        f"ASK {{?s <x:text> ?t . {values('a')} FILTER(REGEX(CONCAT(?t, STR(?a)), '^(a+)+(a|aa)+$'))}}",
        {STOPPED, DONE},
    ),
    "regular expression of a million states": (
        "SELECT * {?s <x:text> ?t FILTER(REGEX(?t, '((a{100}){100}){100}'))}",
        {STOPPED, OUT_OF_MEMORY, DONE},
    ),
    "a new regular expression for each row": (
        f"SELECT * {{?s <x:text> ?t . {values('a')} FILTER(REGEX(?t, CONCAT('(a{{9,50}})+', STR(?a))))}}",
        {STOPPED, OUT_OF_MEMORY},
    ),
    "VALUES of 100,000 rows, joined": (
        f"SELECT (COUNT(*) AS ?n) {{VALUES ?a {{{' '.join(map(str, range(100_000)))}}} ?s ?p ?o . ?t ?q ?r}}",
        {STOPPED, OUT_OF_MEMORY},
    ),
    "5,000 unions": (f"SELECT * {{{' UNION '.join(['{?s ?p ?o}'] * 5000)}}} LIMIT 1", {TOO_DEEP, STOPPED, DONE}),
    "20,000 triple patterns": (
        f"ASK {{{' . '.join(f'?v{number} <x:next> ?v{number + 1}' for number in range(20_000))}}}",
        {TOO_DEEP, STOPPED, OUT_OF_MEMORY, DONE},
    ),
    "20,000 filters": (f"ASK {{?s ?p ?o {'FILTER(?o != 1) ' * 20_000}}}", {TOO_DEEP, STOPPED, OUT_OF_MEMORY, DONE}),
}


@pytest.mark.parametrize(("query", "expected"), EXPENSIVE.values(), ids=EXPENSIVE.keys())
def test_it_is_stopped(client: httpx.Client, query: str, expected: set[int]) -> None:
    started = time.monotonic()
    try:
        answer = client.post("/sparql", data={"query": query, "timeout": "1"})
        assert answer.status_code in expected | {STOPPED, OUT_OF_MEMORY}, answer.text
        assert answer.status_code == DONE or answer.json()["detail"]
    except httpx.RemoteProtocolError:
        assert CUT_OFF in expected
    assert time.monotonic() - started < LONG


@pytest.mark.parametrize("depth", [5_000, 50_000])
@pytest.mark.parametrize(
    ("start", "opening", "inside", "closing", "end"),
    [
        pytest.param("SELECT * {", "{", "", "}", "}", id="groups"),
        pytest.param("ASK {FILTER(", "(", "1", ")", ")}", id="parentheses"),
        pytest.param("ASK {FILTER(", "!!!!", "1", "", ")}", id="negations"),
        pytest.param("SELECT * {", "{SELECT * {", "", "}}", "}", id="subqueries"),
        pytest.param("SELECT * {", "OPTIONAL {", "", "}", "}", id="options"),
        pytest.param("ASK {?s ", "(", "<x:next>", ")", " ?o}", id="paths"),
        pytest.param("ASK {?s ?p ", "(", "1", ")", "}", id="lists"),
        pytest.param("ASK {?s ?p ", "[<x:p> ", "1", "]", "}", id="blank nodes"),
        pytest.param("ASK {?s ?p ", "<<(<x:s> <x:p> ", "1", ")>>", "}", id="triple terms"),
    ],
)
def test_nesting_ends_only_its_own_query(
    client: httpx.Client, start: str, opening: str, inside: str, closing: str, end: str, depth: int
) -> None:
    query = start + opening * depth + inside + closing * depth + end
    answer = client.post("/sparql", data={"query": query, "timeout": "1"})
    assert answer.status_code in {TOO_DEEP, TOO_LARGE, STOPPED, DONE}, answer.text
    if answer.status_code == TOO_DEEP:
        assert answer.json()["type"].endswith("/too-complex")


def test_light_queries_are_answered_among_heavy_ones_of_another_client(client: httpx.Client, attacked: Server) -> None:
    def attack(number: int) -> int:
        query = f"SELECT (COUNT(*) AS ?n{number}) {{{CROSS}}}"
        return client.post("/sparql", data={"query": query}).status_code

    with ThreadPoolExecutor(8) as heavy, attacked.client() as light:
        attacks = [heavy.submit(attack, number) for number in range(8)]
        assert all(answers(light) for _ in range(30))
        assert not all(each.done() for each in attacks)
        assert {each.result(LONG + SECONDS) for each in attacks} <= {503, 504}
