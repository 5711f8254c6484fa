"""A result that could not be completed: in no format, and for no client, does a part look like the whole."""

import csv
import hashlib
import io
import zlib
from collections.abc import Iterator
from urllib.parse import urlencode
from urllib.request import urlopen

import httpx
import pytest
import zstandard
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TSV, XML, SPARQLWrapper

from tests.server_process import Server, serving
from tests.service.conftest import publish_trig

LIMIT = 400_000
ROWS = "SELECT ?a ?b {?a <x:p> ?b}"
TRIPLES = "CONSTRUCT {?a <http://example.org/q> ?b} WHERE {?a <x:p> ?b}"
SOLUTIONS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "tsv": QueryResultsFormat.TSV,
}
GRAPHS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
}
FORMS = {**dict.fromkeys([*SOLUTIONS, "csv"], ROWS), **dict.fromkeys(GRAPHS, TRIPLES)}


@pytest.fixture(scope="module")
def capped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("capped")
    texts = (hashlib.sha512(str(number).encode()).hexdigest() for number in range(6_000))  # that do not compress well
    publish_trig(data, "\n".join(f"<http://example.org/{text[:9]}> <x:p> '{text}' ." for text in texts))
    with serving(data, max_result_bytes=str(LIMIT)) as started:
        yield started


def asked(server: Server, form: str) -> str:
    return f"{server.url}/sparql?{urlencode({'query': FORMS[form], 'format': form})}"


def received(server: Server, form: str, coding: str) -> bytes:
    """The bytes that came before the connection was cut."""
    body = bytearray()
    with (
        server.client() as client,
        client.stream("GET", asked(server, form), headers={"Accept-Encoding": coding}) as answer,
    ):
        assert answer.status_code == 200
        assert answer.headers.get("content-encoding", "identity") == coding
        with pytest.raises(httpx.RemoteProtocolError, match="incomplete chunked read"):
            for chunk in answer.iter_raw():
                body += chunk
    return bytes(body)


@pytest.mark.parametrize("form", FORMS)
def test_it_ends_with_a_line_that_says_why(capped: Server, form: str) -> None:
    last = received(capped, form, "identity").rpartition(b"\n")[2].decode()
    assert last.startswith(f'"<TRUNCATED: The result is larger than {LIMIT} bytes. ')
    assert "/dumps/graph.nq.gz" in last


@pytest.mark.parametrize("form", SOLUTIONS)
def test_no_reader_of_results_takes_it(capped: Server, form: str) -> None:
    body = received(capped, form, "identity")
    with pytest.raises(SyntaxError):
        found = parse_query_results(body, format=SOLUTIONS[form])
        assert isinstance(found, QuerySolutions)
        list(found)


@pytest.mark.parametrize("form", GRAPHS)
def test_no_reader_of_graphs_takes_it(capped: Server, form: str) -> None:
    with pytest.raises(SyntaxError):
        list(parse(received(capped, form, "identity"), format=GRAPHS[form]))


def test_a_reader_of_tables_sees_it_in_the_last_row(capped: Server) -> None:
    body = received(capped, "csv", "identity").decode()
    assert list(csv.reader(io.StringIO(body)))[-1][0].startswith("<TRUNCATED: ")
    with pytest.raises(csv.Error, match="unexpected end"):
        list(csv.reader(io.StringIO(body), strict=True))


@pytest.mark.parametrize("form", FORMS)
def test_one_who_reads_by_lines_and_misses_the_cut_sees_the_last_line(capped: Server, form: str) -> None:
    with urlopen(asked(capped, form)) as answer:
        lines = list(answer)
    assert lines[-1].startswith(b'"<TRUNCATED: ')


@pytest.mark.parametrize("form", FORMS)
def test_compressed_it_lacks_its_end(capped: Server, form: str) -> None:
    packed = zlib.decompressobj(wbits=31)
    packed.decompress(received(capped, form, "gzip"))
    assert not packed.eof
    frame = zstandard.ZstdDecompressor().decompressobj()
    frame.decompress(received(capped, form, "zstd"))
    assert not frame.eof


def wrapped(server: Server, form: str) -> object:
    client = SPARQLWrapper(f"{server.url}/sparql", returnFormat=form)
    client.setQuery(ROWS)
    return client.query().convert()


@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_fails(capped: Server, form: str) -> None:
    with pytest.raises(Exception, match="IncompleteRead"):
        wrapped(capped, form)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rdflib_fails(capped: Server, form: str) -> None:
    with pytest.raises(Exception, match="IncompleteRead"):
        list(Graph(SPARQLStore(f"{capped.url}/sparql", returnFormat=form)).query(ROWS))
