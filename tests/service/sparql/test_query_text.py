import io

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from service.sparql.query_text import calls_service, form_of, is_repeatable, unescaped
from service.workers.query_worker import write_results

# Port 1 is refused by the engine itself, so a call ends in an OSError without touching the network.
ENDPOINT = "<http://127.0.0.1:1/>"

DISGUISES = {
    "plain": "SELECT * {SERVICE %s {}}",
    "lower case": "SELECT * {service %s {}}",
    "mixed case": "SELECT * {SeRvIcE %s {}}",
    "after a comment": "SELECT * { # no call\n SERVICE %s {}}",
    "a comment between keyword and address": "SELECT * {SERVICE # {\n %s {}}",
    "no space": "SELECT * {SERVICE%s{}}",
    "glued to a prefixed name": "PREFIX e: %s SELECT * {SERVICEe: {}}",
    "as the prefix of a name": "PREFIX service: <http://e/> PREFIX : %s SELECT * {service: {}}",
    "after a string with a hash": 'SELECT * {BIND("#" AS ?a) SERVICE %s {}}',
    "after a string with an escaped quote": 'SELECT * {BIND("\\"#" AS ?a) SERVICE %s {}}',
    "after a long string": 'SELECT * {BIND("""a " b""" AS ?a) SERVICE %s {}}',
    "after an IRI with a hash": "SELECT * {BIND(<http://e/#> AS ?a) SERVICE %s {}}",
    "after a number": "SELECT * {<http://e/s> <http://e/p> 1SERVICE %s {}}",
    "after true": "SELECT * {<http://e/s> <http://e/b> trueSERVICE %s {}}",
    "inside a comparison that looks like an IRI": "SELECT * {?s <http://e/p> ?o FILTER(0<?o)SERVICE#>\n%s {}}",
    "behind a comparison and a comment that opens a string": (
        'SELECT * {?s <http://e/p> ?o FILTER(0<?o#>"""\n)SERVICE %s {} #"""\n}'
    ),
    "after an escaped quote in the query text": 'SELECT * {BIND("a\\u0022 " AS ?a)SERVICE %s {} #"\n}',
    "in a subquery": "SELECT * {{SELECT * {SERVICE %s {}}}}",
    "in an optional part": "SELECT * {OPTIONAL {SERVICE %s {}}}",
}


@pytest.fixture(scope="module")
def store() -> Store:
    filled = Store()
    for name, value in (("p", Literal(1)), ("b", Literal(value=True))):
        filled.add(Quad(NamedNode("http://e/s"), NamedNode(f"http://e/{name}"), value))
    return filled


@pytest.mark.parametrize("template", DISGUISES.values(), ids=DISGUISES.keys())
def test_a_call_that_the_engine_would_make_is_seen(store: Store, template: str) -> None:
    query = template % ENDPOINT
    with pytest.raises(OSError, match="port 1"):  # the engine does read it as a call
        write_results(store.query(query), "json", io.BytesIO())
    assert calls_service(query)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("SELECT * {\\u0053ERVICE <http://e/> {}}", id="escaped first letter"),
        pytest.param("SELECT * {\\U00000053ervice <http://e/> {}}", id="long escape"),
        pytest.param("SELECT * {SERVICE SILENT <http://e/> {}}", id="silent"),
        pytest.param("ASK {FILTER EXISTS {SERVICE <http://e/> {}}}", id="in EXISTS"),
        pytest.param("CONSTRUCT {?s ?p ?o} {SERVICE <http://e/> {?s ?p ?o}}", id="in CONSTRUCT"),
        pytest.param("SELECT * {SERVICESILENT<http://e/>{}}", id="silent without spaces"),
        pytest.param("SELECT * {VALUES ?x {<http://e/>} SERVICE ?x {}}", id="variable endpoint"),
    ],
)
def test_other_spellings_of_a_call_are_seen_too(query: str) -> None:
    assert calls_service(query)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("SELECT * {?s ?p ?o}", id="no such word"),
        pytest.param('SELECT * {?s rdfs:label "SERVICE <http://e/> {}"}', id="in a string"),
        pytest.param("SELECT * {?s rdfs:label 'it is \\'SERVICE\\''}", id="in a string with escaped quotes"),
        pytest.param('SELECT * {?s rdfs:label """a "SERVICE" """}', id="in a long string"),
        pytest.param("SELECT * { # SERVICE <http://e/> {}\n ?s ?p ?o}", id="in a comment"),
        pytest.param("SELECT * {?s a <http://www.w3.org/ns/sparql-service-description#Service>}", id="in an IRI"),
        pytest.param("SELECT ?service {?service ?p ?o}", id="a variable"),
        pytest.param("SELECT $service {$service ?p ?o}", id="a variable with a dollar"),
        pytest.param("SELECT * {?s a sd:Service ; dcat:servesDataset ?d}", id="a local name"),
        pytest.param("SELECT * {?s schema:serviceType ?o FILTER(?a<?b && ?c>?d)}", id="beside a comparison"),
        pytest.param("SELECT * {?s ?p <#a>}", id="a relative IRI without the word"),
    ],
)
def test_the_word_elsewhere_is_no_call(query: str) -> None:
    assert not calls_service(query)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", "solutions"),
        ("select * {}", "solutions"),
        ("SELECT?x{}", "solutions"),
        ("ASK {}", "solutions"),
        ("CONSTRUCT WHERE {}", "graph"),
        ("DESCRIBE <http://e/>", "graph"),
        ("# SELECT\nASK {}", "solutions"),
        ("PREFIX select: <http://e/#ask> BASE <http://e/> # x\nDESCRIBE select:a", "graph"),
        ("PREFIX\n: <http://e/>\nCONSTRUCT WHERE {?s ?p ?o}", "graph"),
        ("INSERT DATA {}", "update"),
        ("PREFIX e: <http://e/> LOAD <http://e/>", "update"),
        ("WITH <http://e/> DELETE {} WHERE {}", "update"),
        ("", None),
        ("{}", None),
        ("SELEC * {}", None),
    ],
)
def test_the_form_of_a_query_is_told_from_its_first_word(query: str, form: str | None) -> None:
    assert form_of(query) == form


def test_escapes_beyond_unicode_are_left_alone() -> None:
    assert unescaped("\\u0041\\UFFFFFFFF\\U0001F600") == "A\\UFFFFFFFF😀"


@pytest.mark.timeout(60)
@pytest.mark.parametrize("repeated", ["#", '\\"', "\\'", '"""\\"', "'''\\'", '"', "<a#", "#\n", "service", ":", " "])
@pytest.mark.parametrize("start", ["BASE", "PREFIX", "PREFIX a:", "ASK {now", 'ASK {service "', "ASK {service '''", ""])
def test_the_longest_query_is_read_in_a_time_that_grows_with_its_length_alone(start: str, repeated: str) -> None:
    query = (start + repeated * 1024**2)[: 1024**2]
    assert form_of(query) in ("solutions", None)
    assert is_repeatable(query)
    calls_service(query)
