"""The classes that a release uses, each with properties that are typical of it."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from math import log
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode

from ingest.namespaces import ONTOLOGY
from service.agents.results import ClassShown
from service.agents.written import cut
from service.live.reading_room import ReadingRoom
from service.pages.linking import shortened
from service.pages.ontology import documentation
from service.pages.reading import RDF_TYPE, Fact

SAMPLE: Final = 50
MOST_TYPICAL: Final = 5
LONGEST_MEANING: Final = 80
OF_TERMS: Final = ("owl:", "sh:")
"""Prefixes of classes whose things are terms and queries."""
SAMPLED: Final = f"Properties of a class are those of at most {SAMPLE} of its things."


def sample_of(room: ReadingRoom, node: NamedNode) -> list[NamedNode]:
    """Some things of a class."""
    quads = room.live.store.quads_for_pattern(None, RDF_TYPE, node, DefaultGraph())
    return [quad.subject for quad in islice(quads, SAMPLE) if isinstance(quad.subject, NamedNode)]


def properties_of(facts: Sequence[Sequence[Fact]]) -> Counter[str]:
    """How many things have each property."""
    return Counter(shortened(prop) for each in facts for prop in dict.fromkeys(prop for prop, _ in each))


def classes_shown(room: ReadingRoom) -> list[ClassShown]:
    """Classes of ours, and those of others of which some things are of none of ours, most used first."""
    counts: dict[str, int] = room.statistics.get("classes", {})
    told = documentation(room.reader, room.vocabulary, room.statistics)
    meanings = {each.node.value: each.definition for each in told.classes}
    used = {}
    for name in sorted(counts, key=lambda each: -counts[each]):
        facts = list(room.reader.outgoing(sample_of(room, NamedNode(name))).values())
        if is_told(name, facts):
            used[name] = properties_of(facts)
    spread = Counter(prop for found in used.values() for prop in found)
    return [
        ClassShown(
            name=shortened(NamedNode(name)),
            count=counts[name],
            means=cut(meanings.get(name, ""), LONGEST_MEANING) or None,
            properties=typical({prop: count * log(len(used) / spread[prop]) for prop, count in found.items()}),
        )
        for name, found in used.items()
    ]


def is_told(name: str, facts: Sequence[Sequence[Fact]]) -> bool:
    """Whether a class tells more than the classes of ours do."""
    if shortened(NamedNode(name)).startswith(OF_TERMS):
        return False
    return is_ours(name) or not all(any(map(is_ours, types(each))) for each in facts)


def types(facts: Sequence[Fact]) -> list[str]:
    return [value.value for prop, value in facts if prop == RDF_TYPE and isinstance(value, NamedNode)]


def is_ours(name: str) -> bool:
    return name.startswith(f"{ONTOLOGY}#")


def typical(weights: dict[str, float]) -> list[str]:
    """The properties that most things of a class and few other classes have."""
    return sorted((each for each in weights if weights[each]), key=lambda each: (-weights[each], each))[:MOST_TYPICAL]
