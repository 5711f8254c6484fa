"""Where sources differ: which properties are compared, how a conflict is told, and the quads that keep it.

Every value stays. A conflict is a cairn:Disagreement with its type, the way in which the values differ, and a position
for each entry that takes part: a statement with the value, its evidence and the graph of its source.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import combinations
from typing import Final

from pyoxigraph import NamedNode, Quad

from ingest.differences import ACROSS_LEVELS, CONTRADICTION, SPELLING, UNREAD, folded, kind_of_difference
from ingest.evidence import TYPE, concept, minted
from ingest.namespaces import iri
from ingest.positions import EVIDENCED_BY, OBJECT, PREDICATE, SUBJECT, Position, Saying, Sources
from ingest.preference import Rank, Value, preferred
from ingest.values import text

GRAPH: Final = iri("graph:canonical")
Key = tuple[NamedNode, NamedNode]
"""A thing and a property."""


class Form(Enum):
    """How many values a property has by nature, and so what is compared and what is shown."""

    ONE = auto()
    """Any second value is a conflict; one is shown."""
    SET = auto()
    """Sources conflict if neither says all that the other says; the set of one source is shown."""
    OPEN = auto()
    """They conflict in the same way; all values are shown, since none excludes another."""


@dataclass(frozen=True)
class Compared:
    """How the values of a property are compared.

    Attributes:
        type: concept of the scheme `conflict-type`.
        of_repositories: what is said of a repository counts for what it holds.
        across_levels: things of two levels that name one repository are compared.
        unread: what could not be read counts as a position, too.
    """

    type: str
    form: Form = Form.ONE
    of_repositories: bool = False
    across_levels: bool = False
    unread: bool = False


# Not compared are the dates on which catalogs last changed their own entries (dct:modified), and the ways of access,
# which catalogs tell apart by grain: what one calls open is to another open weights for some uses.
COMPARED: Final[Mapping[NamedNode, Compared]] = {
    iri(name): compared
    for name, compared in {
        "cairn:parameterCount": Compared("parameter-count"),
        "cairn:hasLicense": Compared("license", Form.SET, of_repositories=True, across_levels=True, unread=True),
        "dct:issued": Compared("release-date", across_levels=True),
        "cairn:artifactLevel": Compared("level"),
        "cairn:locatedIn": Compared("place"),
        "cairn:activeFrom": Compared("period"),
        "cairn:activeUntil": Compared("period"),
        "cairn:developedBy": Compared("developer", Form.OPEN),
        "cairn:operatedBy": Compared("operator"),
        "cairn:hubRepository": Compared("repository", Form.OPEN),
        "foaf:homepage": Compared("homepage"),
        "cairn:licenseCategory": Compared("license-status"),
        "cairn:osiApproved": Compared("license-status"),
        "cairn:fsfFree": Compared("license-status"),
        "cairn:deprecatedLicense": Compared("license-status"),
    }.items()
}


@dataclass(frozen=True)
class Conflict:
    """What sources say differently with one property of one thing.

    Attributes:
        kind: concept of the scheme `difference-kind`.
        shown: the values that the canonical view shows.
        hidden: those that it does not.
    """

    thing: NamedNode
    predicate: NamedNode
    kind: str
    positions: tuple[Position, ...]
    shown: frozenset[Value]
    hidden: frozenset[Value]


@dataclass(frozen=True)
class Joined:
    """What becomes of things by joining, and which of them belong together.

    Attributes:
        moved: the IRI of a thing after joining.
        held_by: for each repository the things that it holds.
        above: for each thing those of a higher level that name the same repository.
    """

    moved: Callable[[NamedNode], NamedNode]
    held_by: Mapping[NamedNode, Iterable[NamedNode]]
    above: Mapping[NamedNode, Iterable[NamedNode]] = field(default_factory=dict)

    def value(self, saying: Saying) -> Value | None:
        return self.moved(saying.value) if isinstance(saying.value, NamedNode) else saying.value


def find(sources: Sources, joined: Joined) -> list[Conflict]:
    """Every conflict among what sources assert, in an order that does not depend on theirs."""
    own = _own(sources, joined)
    gathered = _gathered(own, joined)
    found = {key: _conflict(key, gathered[key], sources, joined) for key in sorted(gathered, key=str)}
    conflicts = {key: conflict for key, conflict in found.items() if conflict is not None}
    below = _said_below(own, joined)
    across = (
        _across(key, [*own[key]], below[key], sources, joined) for key in sorted(below, key=str) if key not in conflicts
    )
    return sorted((*conflicts.values(), *filter(None, across)), key=lambda each: str((each.thing, each.predicate)))


def _own(sources: Sources, joined: Joined) -> dict[Key, dict[Saying, None]]:
    """The sayings on each thing and property."""
    own: dict[Key, dict[Saying, None]] = defaultdict(dict)
    unread = [saying for prop, each in COMPARED.items() if each.unread for saying in sources.unread(prop)]
    compared = [saying for saying in sources.said if saying.predicate in COMPARED]
    for saying in (*compared, *unread):
        own[joined.moved(saying.entry), saying.predicate][saying] = None
    return own


def _gathered(own: Mapping[Key, Iterable[Saying]], joined: Joined) -> dict[Key, list[Saying]]:
    """The sayings on each thing and property of which more than one thing is said."""
    lent: dict[Key, dict[Saying, None]] = defaultdict(dict)
    for (thing, prop), sayings in own.items():
        for holder in joined.held_by.get(thing, ()) if COMPARED[prop].of_repositories else ():
            if (holder, prop) in own:
                lent[holder, prop].update(dict.fromkeys(sayings))
    together = {key: [*sayings, *lent.get(key, ())] for key, sayings in own.items()}
    return {key: each for key, each in together.items() if len({joined.value(one) for one in each}) > 1}


def _said_below(own: Mapping[Key, Iterable[Saying]], joined: Joined) -> dict[Key, list[Saying]]:
    """What is said of things below those of which something is said, too, and that name the same repository."""
    found: dict[Key, list[Saying]] = defaultdict(list)
    for (thing, prop), sayings in own.items():
        for higher in joined.above.get(thing, ()) if COMPARED[prop].across_levels else ():
            if (higher, prop) in own:
                found[higher, prop] += [saying for saying in sayings if saying.value is not None]
    return found


def _across(key: Key, own: list[Saying], below: Iterable[Saying], sources: Sources, joined: Joined) -> Conflict | None:
    """The conflict of a thing with those below it of which other sources tell; it hides nothing."""
    told = {saying.graph for saying in own if saying.value is not None}
    values = frozenset(value for saying in own if (value := joined.value(saying)) is not None)
    others: dict[tuple[NamedNode, NamedNode], list[Saying]] = defaultdict(list)
    for saying in below:
        if told and saying.graph not in told:
            others[saying.graph, joined.moved(saying.entry)].append(saying)
    apart = [each for each in others.values() if _contradict(key[1], values, {joined.value(one) for one in each})]
    if not apart:
        return None
    sayings = [saying for saying in (*own, *(one for each in apart for one in each)) if saying.value is not None]
    positions = {each.node: each for saying in sayings for each in sources.positions(saying)}
    ordered = tuple(positions[node] for node in sorted(positions, key=str))
    return Conflict(*key, ACROSS_LEVELS, ordered, values, frozenset())


def _contradict(prop: NamedNode, ours: frozenset[Value], theirs: set[Value | None]) -> bool:
    if COMPARED[prop].form is Form.SET:
        return not (ours <= theirs or theirs <= ours)
    pairs = [{one, other} for one in ours for other in theirs if other is not None]
    return all(len(pair) == 2 and kind_of_difference(pair) == CONTRADICTION for pair in pairs)


def _conflict(key: Key, sayings: list[Saying], sources: Sources, joined: Joined) -> Conflict | None:
    thing, prop = key
    form = COMPARED[prop].form
    values = {value for saying in sayings if (value := joined.value(saying)) is not None}
    positions = {each.node: each for saying in sayings for each in sources.positions(saying)}
    ordered = tuple(positions[node] for node in sorted(positions, key=str))
    own = [each for each in ordered if joined.moved(each.saying.entry) == thing]
    if form is Form.ONE:
        shown = _one(own, joined)
        kind = kind_of_difference(values) if values - shown else ""
    else:
        kind = _kind_of_sets(sayings, joined)
        chosen = form is Form.SET and kind == CONTRADICTION
        shown = _best_set(own, joined) if chosen else frozenset(values)
    return Conflict(thing, prop, kind, ordered, shown, frozenset(values - shown)) if kind else None


def _one(positions: Iterable[Position], joined: Joined) -> frozenset[Value]:
    """The preferred value, with the things that its own place names beside it."""
    given: dict[Value, list[Position]] = defaultdict(list)
    for position in positions:
        value = joined.value(position.saying)
        if value is not None:
            given[value].append(position)
    chosen = preferred({value: [each.rank for each in several] for value, several in given.items()})
    places = {place for each in given[chosen] for place in each.evidence}
    beside = {
        value
        for value, several in given.items()
        if isinstance(chosen, NamedNode)
        and isinstance(value, NamedNode)
        and any(not places.isdisjoint(each.evidence) for each in several)
    }
    return frozenset({chosen, *beside})


def _best_set(positions: Iterable[Position], joined: Joined) -> frozenset[Value]:
    """All values of the source that is believed first."""
    sets: dict[NamedNode, set[Value]] = defaultdict(set)
    ranks: dict[NamedNode, Rank] = {}
    for position in positions:
        value = joined.value(position.saying)
        if value is not None:
            sets[position.saying.graph].add(value)
            ranks[position.saying.graph] = max(position.rank, ranks.get(position.saying.graph, ()))
    best = max(sorted(sets, key=str), key=ranks.__getitem__, default=None)
    return frozenset(sets[best]) if best else frozenset()


def _kind_of_sets(sayings: Iterable[Saying], joined: Joined) -> str:
    """How the sets of values of several sources differ; "" if each pair has one that says all of the other."""
    sets: dict[NamedNode, set[Value]] = defaultdict(set)
    for saying in sayings:
        value = joined.value(saying)
        sets[saying.graph] |= set() if value is None else {value}
    said = [each for each in sets.values() if each]
    if _apart(said):
        return CONTRADICTION if _apart([{folded(value) for value in each} for each in said]) else SPELLING
    return UNREAD if said and len(said) < len(sets) else ""


def _apart(sets: Iterable[Set[object]]) -> bool:
    """Whether of two sets neither has all of the other."""
    return any(not (one <= other or other <= one) for one, other in combinations(sets, 2))


def conflict_quads(conflict: Conflict, label: Callable[[Value], str], joined: Joined) -> list[Quad]:
    """The disagreement with its positions."""
    node = minted("disagreement", conflict.thing.value, conflict.predicate.value)
    name = re.sub(r"([A-Z])", lambda letter: f" {letter[1].lower()}", re.split("[#/]", conflict.predicate.value)[-1])
    given = {value for each in conflict.positions if (value := joined.value(each.saying)) is not None}
    values = " or ".join(sorted(label(value) for value in given))
    facts: list[tuple[str, NamedNode]] = [
        ("rdf:type", iri("cairn:Disagreement")),
        ("cairn:concerns", conflict.thing),
        ("cairn:aboutProperty", conflict.predicate),
        ("cairn:conflictType", concept("conflict-type", COMPARED[conflict.predicate].type)),
        ("cairn:differenceKind", concept("difference-kind", conflict.kind)),
        *(("cairn:hasPosition", position.node) for position in conflict.positions),
    ]
    return [
        Quad(node, iri("rdfs:label"), text(f"{label(conflict.thing)}, {name}: {values}"), GRAPH),
        *(Quad(node, iri(term), value, GRAPH) for term, value in facts),
        *(quad for position in conflict.positions for quad in _position_quads(position, joined)),
    ]


def _position_quads(position: Position, joined: Joined) -> list[Quad]:
    node, saying, value = position.node, position.saying, joined.value(position.saying)
    quads = [Quad(node, iri("cairn:statedIn"), saying.graph, GRAPH)]
    quads += [Quad(node, iri("cairn:asWritten"), written, GRAPH) for written in position.written]
    if not position.minted or value is None:
        return quads
    return [
        *quads,
        Quad(node, TYPE, iri("cairn:Statement"), GRAPH),
        Quad(node, TYPE, iri("rdf:Statement"), GRAPH),
        Quad(node, SUBJECT, joined.moved(saying.entry), GRAPH),
        Quad(node, PREDICATE, saying.predicate, GRAPH),
        Quad(node, OBJECT, value, GRAPH),
        *(Quad(node, EVIDENCED_BY, evidence, GRAPH) for evidence in position.evidence),
    ]
