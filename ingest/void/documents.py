"""The description as files of a release, ready to be sent but for what only a server knows."""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize

from ingest.namespaces import PREFIXES, iri
from ingest.release import NOT_ISSUED, UNNAMED, VOID_FORMS
from ingest.void.names import DATASET, EXTENSION, GRAPH

USED: Final = ("cairn", "dct", "foaf", "org", "prov", "rdf", "rdfs", "schema", "sd", "skos", "void", "xsd")
PREFIXES_USED: Final = {name: PREFIXES[name] for name in USED} | {"voidext": EXTENSION}
FORMATS: Final = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
}


def documents(quads: Iterable[Quad]) -> dict[str, str]:
    """The description in each form, `void.<suffix>`, with stand-ins for the endpoint, the release and its date."""
    later = [
        Triple(DATASET, iri("dct:identifier"), Literal(UNNAMED)),
        Triple(DATASET, iri("dct:issued"), Literal(NOT_ISSUED, datatype=iri("xsd:dateTime"))),
    ]
    whole = sorted([*quads, *(Quad(each.subject, each.predicate, each.object, GRAPH) for each in later)], key=str)
    return {f"void.{suffix}": _written(whole, FORMATS[suffix]) for suffix in VOID_FORMS}


def _written(quads: list[Quad], form: RdfFormat) -> str:
    said = quads if form.supports_datasets and form != RdfFormat.JSON_LD else [quad.triple for quad in quads]
    data = serialize(said, format=form, prefixes=PREFIXES_USED)
    assert data is not None
    return data.decode()
