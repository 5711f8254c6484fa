"""Catalogs that say different things of what is one thing once they are joined."""

from itertools import permutations
from typing import Final

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from ingest.canonical import GRAPH, canonical_view
from ingest.data_folders import SHAPES
from ingest.evidence import TYPE, concept
from ingest.namespaces import iri
from ingest.shapes import load_shapes
from ingest.validation import validate_records
from ingest.values import date, integer, string

BLOOM: Final = iri("id:model/osai.bloom")
MIT, CUSTOM = iri("id:license/spdx.mit"), iri("id:license/custom")
LICENSE, COUNT, ISSUED = iri("cairn:hasLicense"), iri("cairn:parameterCount"), iri("dct:issued")
Value = NamedNode | Literal
Facts = dict[NamedNode, set[Value]]


def entry(source: str, facts: list[tuple[NamedNode, Value]], kind: str = "model") -> list[Quad]:
    """An entry of a catalog on BLOOM, under an IRI of its own."""
    graph, thing, evidence = iri(f"graph:{source}"), iri(f"id:{kind}/{source}.bloom"), iri(f"id:evidence/{source:0>16}")
    return [
        *(Quad(thing, predicate, value, graph) for predicate, value in facts),
        Quad(thing, iri("cairn:evidencedBy"), evidence, graph),
        Quad(evidence, iri("dct:source"), iri(f"id:document/catalog-{source}"), graph),
    ]


def written(
    source: str, raw: str, status: str, meaning: NamedNode | None = None, about: NamedNode = LICENSE
) -> list[Quad]:
    """What an entry writes for its license, or for another property."""
    graph, value = iri(f"graph:{source}"), iri(f"id:value/{source}.bloom-haslicense-1")
    facts: list[tuple[str, Value]] = [
        ("cairn:aboutProperty", about),
        ("cairn:rawValue", string(raw)),
        ("cairn:mappingStatus", concept("mapping-status", status)),
        ("cairn:evidencedBy", iri(f"id:evidence/{source:0>16}")),
        *([("cairn:mapsTo", meaning)] if meaning else []),
    ]
    held = Quad(iri(f"id:model/{source}.bloom"), iri("cairn:hasSourceValue"), value, graph)
    return [held, *(Quad(value, iri(predicate), said, graph) for predicate, said in facts)]


def view(*entries: list[Quad], repository: bool = False) -> set[Quad]:
    """The canonical view in which all entries are one model, but for the repository of the hub."""
    quads = [quad for each in entries for quad in each]
    own = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode) and "/id/model/" in quad.subject.value}
    hub = iri("id:model/huggingface.bloom")
    joined = {thing: BLOOM for thing in own if not (repository and thing == hub) and thing != BLOOM}
    return set(canonical_view(quads, joined, {hub: [BLOOM]} if repository else {}))


def facts_of(quads: set[Quad], node: object) -> Facts:
    found: Facts = {}
    for quad in quads:
        if quad.subject == node and quad.graph_name == GRAPH and isinstance(quad.object, NamedNode | Literal):
            found.setdefault(quad.predicate, set()).add(quad.object)
    return found


def conflict(quads: set[Quad]) -> Facts:
    """The one disagreement that was found."""
    [node] = {quad.subject for quad in quads if quad.predicate == TYPE and quad.object == iri("cairn:Disagreement")}
    return facts_of(quads, node)


def positions(quads: set[Quad]) -> list[Facts]:
    return [facts_of(quads, node) for node in sorted(conflict(quads)[iri("cairn:hasPosition")], key=str)]


def shown(quads: set[Quad], predicate: NamedNode) -> set[Value]:
    return {
        quad.object
        for quad in quads
        if (quad.subject, quad.predicate, quad.graph_name) == (BLOOM, predicate, DefaultGraph())
        and isinstance(quad.object, NamedNode | Literal)
    }


def kind_of(quads: set[Quad]) -> str:
    [kind] = conflict(quads)[iri("cairn:differenceKind")]
    return kind.value.rpartition("/")[2]


def test_each_position_names_its_graph_its_entry_and_what_was_written() -> None:
    osai = [*entry("osai", [(LICENSE, CUSTOM)]), *written("osai", "BLOOM License", "alias", CUSTOM)]
    found = view(osai, entry("epoch", [(LICENSE, MIT)]))
    stated = {
        (*each[iri("rdf:object")], *each[iri("cairn:statedIn")], *each[iri("cairn:evidencedBy")])
        for each in positions(found)
    }
    assert stated == {
        (CUSTOM, iri("graph:osai"), iri(f"id:evidence/{'osai':0>16}")),
        (MIT, iri("graph:epoch"), iri(f"id:evidence/{'epoch':0>16}")),
    }
    assert {iri("id:value/osai.bloom-haslicense-1")} in [each.get(iri("cairn:asWritten")) for each in positions(found)]


@pytest.mark.parametrize(("status", "kept"), [("normalized", 1), ("ambiguous", 0), ("unmapped", 0)])
def test_words_from_which_no_value_was_taken_are_not_those_of_the_value(status: str, kept: int) -> None:
    first = [*entry("models_dev", [(ISSUED, date("2023"))]), *written("models_dev", "2021-04", status, about=ISSUED)]
    found = positions(view(first, entry("epoch", [(ISSUED, date("2022"))])))
    assert sum(iri("cairn:asWritten") in each for each in found) == kept


def test_a_conflict_is_typed_and_says_in_what_way_the_values_differ() -> None:
    counts = [entry("osai", [(COUNT, integer("176000000000"))]), entry("epoch", [(COUNT, integer("176247271424"))])]
    assert conflict(view(*counts))[iri("cairn:conflictType")] == {concept("conflict-type", "parameter-count")}
    assert kind_of(view(*counts)) == "rounding"
    assert kind_of(view(*counts, entry("model_openness_tool", [(COUNT, integer("366000000000"))]))) == "contradiction"


def test_licenses_conflict_if_neither_source_says_all_that_the_other_says() -> None:
    found = view(entry("osai", [(LICENSE, CUSTOM)]), entry("models_dev", [(LICENSE, MIT)]))
    assert kind_of(found) == "contradiction"
    assert shown(found, LICENSE) == {CUSTOM}


def test_a_source_that_names_fewer_licenses_contradicts_nobody() -> None:
    found = view(entry("osai", [(LICENSE, MIT)]), entry("epoch", [(LICENSE, MIT), (LICENSE, CUSTOM)]))
    assert shown(found, LICENSE) == {MIT, CUSTOM}
    assert not [quad for quad in found if quad.object == iri("cairn:Disagreement")]


def test_the_license_of_a_repository_counts_for_its_model_and_is_not_shown_as_its_own() -> None:
    hub = [*entry("huggingface", [(LICENSE, MIT)]), *written("huggingface", "mit", "exact", MIT)]
    found = view(entry("osai", [(LICENSE, CUSTOM)]), hub, repository=True)
    assert shown(found, LICENSE) == {CUSTOM}
    assert {iri("id:model/huggingface.bloom")} in [each[iri("rdf:subject")] for each in positions(found)]


@pytest.mark.parametrize("status", ["unmapped", "family", "ambiguous", "hedged"])
def test_words_that_could_not_be_read_are_a_position_that_hides_nothing(status: str) -> None:
    found = view(entry("osai", [(LICENSE, MIT)]), [*entry("epoch", []), *written("epoch", "custom", status)])
    assert kind_of(found) == "unread"
    assert iri("id:value/epoch.bloom-haslicense-1") in conflict(found)[iri("cairn:hasPosition")]
    assert shown(found, LICENSE) == {MIT}


def test_an_entry_that_gives_no_license_takes_no_position() -> None:
    graph, gap = iri("graph:epoch"), iri("id:gap/0123456789abcdef")
    unknown = [
        Quad(gap, iri("cairn:concerns"), iri("id:model/epoch.bloom"), graph),
        Quad(gap, iri("cairn:aboutProperty"), LICENSE, graph),
    ]
    epoch = [*entry("epoch", []), *written("epoch", "unknown", "unmapped"), *unknown]
    assert not [
        quad for quad in view(entry("osai", [(LICENSE, MIT)]), epoch) if quad.object == iri("cairn:Disagreement")
    ]


def test_makers_are_compared_and_all_stay() -> None:
    developed, makers = iri("cairn:developedBy"), [iri("id:organization/a"), iri("id:organization/b")]
    found = view(entry("osai", [(developed, makers[0])]), entry("epoch", [(developed, makers[1])]))
    assert kind_of(found) == "contradiction"
    assert shown(found, developed) == set(makers)


def test_the_order_in_which_sources_are_read_changes_nothing() -> None:
    entries = [
        entry("curated", [(COUNT, integer("176000000000"))]),
        [*entry("osai", [(ISSUED, date("2022")), (LICENSE, CUSTOM)]), *written("osai", "BLOOM", "alias", CUSTOM)],
        entry("epoch", [(ISSUED, date("2022-07-11")), (COUNT, integer("176247271424"))]),
        entry("models_dev", [(ISSUED, date("2022-08")), (COUNT, integer("366000000000")), (LICENSE, MIT)]),
    ]
    views = {frozenset(view(*order)) for order in permutations(entries)}
    [only] = views
    assert shown(set(only), COUNT) == {integer("176000000000")}
    assert shown(set(only), ISSUED) == {date("2022-07-11")}


def test_what_is_made_for_a_conflict_meets_the_shapes() -> None:
    found = view(
        entry("osai", [(LICENSE, CUSTOM), (COUNT, integer("1"))]),
        entry("epoch", [(LICENSE, MIT), (COUNT, integer("2"))]),
        [*entry("models_dev", []), *written("models_dev", "custom", "unmapped")],
    )
    made = [quad for quad in found if quad.graph_name == GRAPH]
    assert validate_records([("conflicts", made)], load_shapes(SHAPES)) == {}


def level(source: str, name: str, label: str, repository: str, facts: list[tuple[NamedNode, Value]]) -> list[Quad]:
    """An entry that stands on a level and names a repository."""
    of_level = (iri("cairn:artifactLevel"), concept("artifact-level", name))
    named: list[tuple[NamedNode, Value]] = [(iri("rdfs:label"), string(label)), of_level]
    return entry(source, [*named, (iri("cairn:hubRepository"), string(repository)), *facts])


def across(*entries: list[Quad]) -> set[Quad]:
    """The canonical view in which every entry is a thing of its own."""
    return set(canonical_view([quad for each in entries for quad in each], {}))


def conflicts(quads: set[Quad]) -> list[NamedNode]:
    found = {quad.subject for quad in quads if quad.predicate == TYPE and quad.object == iri("cairn:Disagreement")}
    return [node for node in found if isinstance(node, NamedNode)]


def test_names_of_a_repository_that_differ_in_capitals_differ_in_spelling() -> None:
    prop = iri("cairn:hubRepository")
    found = view(
        entry("osai", [(prop, string("harbor/gull"))]),
        entry("epoch", [(prop, string("Harbor/Gull"))]),
    )
    assert kind_of(found) == "spelling"
    assert shown(found, prop) == {string("harbor/gull"), string("Harbor/Gull")}


RELEASE: Final = level("osai", "release", "Gull", "harbor/Gull-7B-alpha", [(LICENSE, CUSTOM)])
REPOSITORY: Final = level("huggingface", "repository", "harbor/Gull-7B-alpha", "harbor/gull-7b-alpha", [(LICENSE, MIT)])


def test_a_release_and_the_repository_that_it_names_conflict_across_levels_and_keep_their_values() -> None:
    found = across(RELEASE, REPOSITORY)
    assert kind_of(found) == "across-levels"
    assert conflict(found)[iri("cairn:concerns")] == {iri("id:model/osai.bloom")}
    assert {(*each[iri("cairn:statedIn")], *each[iri("rdf:object")]) for each in positions(found)} == {
        (iri("graph:osai"), CUSTOM),
        (iri("graph:huggingface"), MIT),
    }
    view_of = {(quad.subject, quad.object) for quad in found if quad.predicate == LICENSE}
    assert view_of == {(iri("id:model/osai.bloom"), CUSTOM), (iri("id:model/huggingface.bloom"), MIT)}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(level("osai", "release", "Heron", "harbor/Gull-7B-alpha", [(LICENSE, CUSTOM)]), id="other name"),
        pytest.param(level("osai", "release", "Gull", "harbor/Gull-13B", [(LICENSE, CUSTOM)]), id="other repository"),
        pytest.param(level("osai", "family", "Gull", "harbor/Gull-7B-alpha", [(LICENSE, CUSTOM)]), id="family"),
        pytest.param(level("osai", "repository", "Gull", "harbor/Gull-7B-alpha", [(LICENSE, CUSTOM)]), id="one level"),
        pytest.param(level("osai", "release", "Gull", "harbor/Gull-7B-alpha", [(LICENSE, MIT)]), id="one license"),
        pytest.param(level("osai", "release", "Gull", "harbor/Gull-7B-alpha", []), id="no license"),
    ],
)
def test_no_conflict_across_levels(other: list[Quad]) -> None:
    assert conflicts(across(other, REPOSITORY)) == []


@pytest.mark.parametrize(("day", "kinds"), [("2024-10", ["across-levels"]), ("2025-01", []), ("2025-01-14", [])])
def test_dates_across_levels_conflict_if_they_contradict_one_another(day: str, kinds: list[str]) -> None:
    release = level("osai", "release", "Gull", "harbor/Gull-7B", [(ISSUED, date("2025-01-14"))])
    found = across(release, level("epoch", "checkpoint", "Gull-7B", "harbor/Gull-7B", [(ISSUED, date(day))]))
    assert [kind_of(found) for _ in conflicts(found)] == kinds
