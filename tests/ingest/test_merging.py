"""What only passes through is in the view as if all had been weighed together."""

from hypothesis import given
from hypothesis import strategies as some
from pyoxigraph import Literal, NamedNode, Quad

from ingest.canonical import WEIGHED, canonical_view
from ingest.evidence import CLAIMED, GRAPH
from ingest.merging import merged
from ingest.namespaces import iri

NODES = [iri(f"id:x/{number}") for number in range(3)]
PREDICATES = [*sorted(WEIGHED, key=str), iri("skos:altLabel"), iri("dct:description"), iri("rdf:type")]
VALUES: list[NamedNode | Literal] = [*NODES, *(Literal(word, language="en") for word in ("a", "b"))]
QUADS = some.lists(
    some.builds(
        Quad,
        some.sampled_from(NODES),
        some.sampled_from(PREDICATES),
        some.sampled_from(VALUES),
        some.sampled_from([GRAPH, iri("graph:toy"), CLAIMED]),
    ),
    max_size=40,
)


@given(quads=QUADS)
def test_the_view_is_that_of_all_asserted_quads_together(quads: list[Quad]) -> None:
    targets = {NODES[0]: NODES[1]}
    asserted = [quad for quad in quads if quad.graph_name != CLAIMED]
    held = {NODES[2]: [NODES[0]]}
    assert set(merged(quads, targets, held)) == set(canonical_view(asserted, targets, held))


def test_a_claim_is_not_in_the_view() -> None:
    claim = Quad(NODES[0], PREDICATES[-1], NODES[1], CLAIMED)
    assert list(merged([claim], {}, {})) == []
