"""Read one RDF file by strangers into memory, or say why not."""

from pathlib import Path
from typing import Final
from xml.parsers import expat

from pyoxigraph import RdfFormat, parse

from ingest.sources.described_datasets.graph import Graph
from ingest.sources.described_datasets.json_ld import read_json_ld
from ingest.sources.hostile import DEEPEST, LONGEST_NAME, Untrusted

FORMATS: Final[dict[str, RdfFormat]] = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}
LARGEST: Final = 50_000_000
MOST_ATTRIBUTES: Final = 500
BASE: Final = "https://relative.invalid/"
"""What relative IRIs are resolved against: they name parts of their file and nothing in the world."""


def read_graph(path: Path) -> Graph:
    """The graph of a file; raises Untrusted with the reason if it cannot be read."""
    rdf_format = FORMATS.get(path.suffix.lower())
    if rdf_format is None:
        raise Untrusted(f"no known kind of RDF file: {', '.join(FORMATS)} are read")
    size = path.stat().st_size
    if size > LARGEST:
        raise Untrusted(f"{size:,} bytes: {LARGEST:,} are read at most")
    content: str | bytes = read_json_ld(path) if rdf_format == RdfFormat.JSON_LD else path.read_bytes()
    if isinstance(content, bytes) and rdf_format == RdfFormat.RDF_XML:
        _check_xml(content)
    try:
        return Graph(parse(content, format=rdf_format, base_iri=BASE))
    except MemoryError as error:
        raise Untrusted(f"a term without end: {error}") from error
    except SyntaxError as error:
        place = f"line {error.lineno}: " if error.lineno and rdf_format != RdfFormat.JSON_LD else ""
        raise Untrusted(f"malformed: {place}{error.msg:.{LONGEST_NAME}}") from error


def _check_xml(content: bytes) -> None:
    """Refuse what makes a reader of XML work without end: entities of its own, and elements nested without bound."""
    checked = expat.ParserCreate()
    open_elements: list[int] = []

    def start(_name: str, attributes: dict[str, str]) -> None:
        open_elements.append(len(attributes))
        if len(open_elements) > DEEPEST:
            raise Untrusted(f"nested more than {DEEPEST} levels deep")
        if sum(open_elements) > MOST_ATTRIBUTES:
            raise Untrusted(f"more than {MOST_ATTRIBUTES} attributes on an element and those around it")

    def end(_name: str) -> None:
        open_elements.pop()

    def doctype(*_declared: object) -> None:
        raise Untrusted("a document type declaration, which may define entities: remove it")

    checked.StartElementHandler, checked.EndElementHandler = start, end
    checked.StartDoctypeDeclHandler = doctype
    try:
        checked.Parse(content, True)
    except expat.ExpatError as error:
        raise Untrusted(f"malformed XML: {error}") from error
