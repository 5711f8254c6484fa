"""Strategies for faulty records: the nodes of the good examples, each with a fault or two."""

from collections import defaultdict
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from hypothesis import strategies as st

from ingest.bulk_validation import DATATYPES
from ingest.namespaces import BASE, iri
from ingest.rdf_files import read_rdf_file

Said = list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]
Node = tuple[ox.NamedNode, Said]

TEXTS: Final = (
    *(
        "",
        "a",
        " a",
        "a ",
        "a\tb",
        "a\rb",
        "\na",
        "x" * 500,
        "x" * 501,
        "10.1234/abc",
        "doi:10.1/x",
        "arXiv:2101.00001",
    ),
    *("0", "1", "-1", "+1", "01", "1.0", "-0", "0.0", "9" * 40, "1_000", "NaN", "INF", "true", "false", "TRUE", "1 "),
    *("2021", "-2021", "20210", "0000", "2021Z", "2021-05", "2021-13", "2021-5", "2021-05-03", "2021-02-30"),
    *("2020-02-29", "2021-02-29", "2021-05-03Z", "2021-05-03+01:00", "2021-05-03T10:00:00", "2021-05-03T24:00:00Z"),
)
"""Texts on which two engines could well disagree, and do not."""

ADDRESSES: Final = (
    *(f"{BASE}id/model/{slug}" for slug in ("a", "A", "", "%C3%A9", "é", "a" * 130)),
    *(f"{BASE}concept/mapping-status/{slug}" for slug in ("exact", "unmapped")),
    *("http://www.wikidata.org/entity/Q1", "https://wikidata.org/wiki/Q1", "https://doi.org/10.1234/x"),
    *("https://arxiv.org/abs/2101.00001", "http://ror.org/x", "urn:x:y", "ftp://example.org/", "mailto:a@b.c"),
)
LANGUAGES: Final = ("en", "en-us", "de", "fr")


def _good_nodes() -> list[Node]:
    nodes: list[Node] = []
    for path in sorted((Path(__file__).parent / "good").glob("*.ttl")):
        said: dict[ox.NamedNode, Said] = defaultdict(list)
        for quad in read_rdf_file(path):
            assert isinstance(quad.subject, ox.NamedNode)
            assert isinstance(quad.object, ox.NamedNode | ox.Literal)
            said[quad.subject].append((quad.predicate, quad.object))
        nodes += said.items()
    return nodes


GOOD_NODES: Final = _good_nodes()
PROPERTIES: Final = sorted({predicate for _, said in GOOD_NODES for predicate, _ in said}, key=str)
VALUES: Final = sorted({value for _, said in GOOD_NODES for _, value in said}, key=str)


def literals(
    texts: st.SearchStrategy[str], datatypes: st.SearchStrategy[ox.NamedNode]
) -> st.SearchStrategy[ox.Literal]:
    languages = st.sampled_from(LANGUAGES)
    return st.one_of(
        st.builds(ox.Literal, texts),
        st.builds(lambda text, language: ox.Literal(text, language=language), texts, languages),
        st.builds(lambda text, datatype: ox.Literal(text, datatype=datatype), texts, datatypes),
    )


COMPARED_VALUES: Final = st.one_of(
    st.sampled_from(VALUES),
    st.sampled_from(ADDRESSES).map(ox.NamedNode),
    literals(st.sampled_from(TEXTS), st.sampled_from(sorted(DATATYPES - {iri("rdf:langString")}, key=str))),
)
"""Values on which the engines have to agree."""

ANY_VALUES: Final = st.one_of(
    COMPARED_VALUES,
    literals(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300),
        st.sampled_from(["token", "normalizedString", "double", "decimal", "duration", "unknown"]).map(
            lambda name: iri(f"xsd:{name}")
        ),
    ),
)


@st.composite
def faulty_nodes(
    draw: st.DrawFn, values: st.SearchStrategy[ox.NamedNode | ox.Literal], *, at_least: int
) -> list[list[ox.Triple]]:
    """Nodes of the good examples under new names, each with faults: something left out, changed or added."""
    chosen = draw(st.lists(st.sampled_from(GOOD_NODES), min_size=at_least, max_size=at_least + 20))
    nodes = []
    for number, (node, said) in enumerate(chosen):
        name = ox.NamedNode(f"{node.value}{draw(st.sampled_from(['', '-', '/', 'É', '.']))}{number:x}")
        nodes.append([ox.Triple(name, *pair) for pair in _with_faults(draw, list(said), values)])
    return nodes


def _with_faults(draw: st.DrawFn, said: Said, values: st.SearchStrategy[ox.NamedNode | ox.Literal]) -> Said:
    for fault in draw(st.lists(st.sampled_from(["leave out", "change", "add"]), min_size=1, max_size=3)):
        at = draw(st.integers(0, len(said) - 1)) if said else 0
        if fault == "add" or not said:
            said.append((draw(st.sampled_from(PROPERTIES)), draw(values)))
        elif fault == "change":
            said[at] = (said[at][0], draw(values))
        else:
            del said[at]
    return said
