"""The tool that tells who says so."""

from typing import Final
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from service.agents.calls import Call
from service.agents.meant import named, properties_like, property_named, things_like
from service.agents.results import Contradiction, Premise, RuleShown, Source, StatementShown, Value, Why
from service.agents.sources import release_as_source, source_of
from service.agents.written import cut, key_of
from service.errors import NotFound
from service.evidence.provenance import Conflict, Explained, Named, Provenance, Rule
from service.evidence.provenance import Premise as Reason
from service.evidence.provenance import Source as Place
from service.evidence.why import explain
from service.live.graph_reader import GraphReader
from service.pages.linking import shortened
from service.terms import Term, read_term

MOST_STATEMENTS: Final = 20
MOST_PLACES: Final = 40
MOST_VALUES: Final = 10


def why(call: Call, subject: str, predicate: str, value: str | None) -> Why:
    about = named(call, subject, "subject")
    saying = property_named(call, about, predicate, "predicate")
    wanted = read_term(value, "object") if value else None
    provenance = Provenance(call.live.store)
    try:
        found = explain(provenance, about, saying, wanted)
    except NotFound as error:
        raise NotFound(error.detail + hint(call, provenance, about, saying)) from error
    asked = {"subject": subject, "predicate": predicate} | ({"object": value} if value else {})
    see = f"{call.base}why?{urlencode(asked)}"
    teller = Teller(provenance.read)
    statements = [teller.statement(each) for each in found[:MOST_STATEMENTS]]
    left, unlisted = len(found) - len(statements), len(teller.places) - MOST_PLACES
    notes = [f"{left} more statements match: give `object` to ask for one."] if left else []
    notes += [f"{unlisted} more sources say so: give `object` to ask for one value."] if unlisted > 0 else []
    return Why(
        release=call.live.id,
        see=see,
        sources=teller.sources() or [release_as_source(call.live.id, see)],
        notes=notes,
        statements=statements,
    )


def hint(call: Call, provenance: Provenance, about: NamedNode, saying: NamedNode) -> str:
    """What might have been meant by a thing, a property or a value of which nothing is said."""
    reader = call.room.reader
    if not reader.exists(about):
        return things_like(call, key_of(about))
    values = sorted(written(each.value) for each in provenance.explain(about, saying))
    if values:
        more = f" and {len(values) - MOST_VALUES} more" if len(values) > MOST_VALUES else ""
        return f" Its values are: {', '.join(values[:MOST_VALUES])}{more}."
    name = shortened(saying)
    if name.startswith("cairn:") and not reader.exists(saying):
        return f" {name} does not exist.{properties_like(call, about, name.removeprefix('cairn:'))}"
    said = sorted({shortened(prop) for prop, _ in reader.outgoing([about])[about]})
    return f" What is said of it: {', '.join(said)}."


def written(term: Term) -> str:
    """A term as `why` takes it."""
    return key_of(term) if isinstance(term, NamedNode) else cut(term.value if isinstance(term, Literal) else str(term))


class Teller:
    """Tells statements, with positions of the places where they stand."""

    def __init__(self, read: GraphReader) -> None:
        self._read = read
        self.places: list[Place] = []

    def sources(self) -> list[Source]:
        return [self._source(each) for each in self.places[:MOST_PLACES]]

    def statement(self, said: Explained) -> StatementShown:
        return StatementShown(
            subject=key_of(said.subject),
            property=shortened(said.predicate),
            object=self._value(said.value),
            sources=self._positions(said.sources),
            rules=[self._rule(each) for each in said.inferred_by],
            asserted=said.asserted,
            shown=said.shown,
            stated_in=[key_of(NamedNode(graph)) for graph in said.stated_in],
            conflicts=[self._contradiction(each) for each in said.conflicts],
        )

    def _rule(self, rule: Rule) -> RuleShown:
        label = rule.label or key_of(NamedNode(rule.graph))
        return RuleShown(label=label, means=rule.description, premises=[self._premise(each) for each in rule.premises])

    def _premise(self, given: Reason) -> Premise:
        return Premise(
            subject=key_of(given.subject),
            property=shortened(given.predicate),
            object=self._value(given.value),
            sources=self._positions(given.sources),
            rules=[self._rule(each) for each in given.made_by],
        )

    def _contradiction(self, conflict: Conflict) -> Contradiction:
        return Contradiction(
            disagreement=name_of(conflict.disagreement),
            position=name_of(conflict.position),
            object=None if conflict.value is None else self._value(conflict.value),
            sources=self._positions(conflict.sources),
        )

    def _value(self, term: Term) -> Value:
        if isinstance(term, NamedNode):
            return Value(id=key_of(term), label=self._read.label(term))
        return Value(value=written(term))

    def _positions(self, places: tuple[Place, ...]) -> list[int]:
        self.places += [each for each in dict.fromkeys(places) if each not in self.places]
        return [place for place in map(self.places.index, places) if place < MOST_PLACES]

    def _source(self, place: Place) -> Source:
        evidence = key_of(NamedNode(place.evidence))
        if place.document is None:
            told = Source(label=place.title or evidence, url=place.url, locator=place.locator)
        else:
            told = source_of(self._read, NamedNode(place.document.iri), place.locator)
        return told.model_copy(
            update={
                "rests_on": place.rests_on,
                "kind": place.kind,
                "confidence": place.confidence,
                "speaker": place.speaker and name_of(place.speaker),
                "read_how": list(place.read_how),
                "note": place.note,
                "rows": list(place.rows),
                "evidence": evidence,
            }
        )


def name_of(thing: Named) -> str:
    return thing.label or key_of(NamedNode(thing.iri))
