"""The tool that tells who says so."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from ingest.namespaces import PREFIXES
from service.agents.calls import Call
from service.agents.query_advice import like_term
from service.agents.results import Why
from service.agents.sources import SourceList, explained, release_as_source
from service.agents.vocabulary import ontology_names
from service.agents.written import key_of
from service.errors import Json, NotFound
from service.evidence.provenance import Provenance
from service.evidence.why import explain, statement_json
from service.near_names import did_you_mean
from service.pages.linking import shortened
from service.terms import read_iri, read_term

MOST_STATEMENTS: Final = 20


def why(call: Call, subject: str, predicate: str, value: str | None) -> Why:
    about, saying = read_iri(subject, "subject"), read_iri(predicate, "predicate")
    wanted = read_term(value, "object") if value else None
    try:
        found = explain(Provenance(call.live.store), about, saying, wanted)
    except NotFound as error:
        raise NotFound(error.detail + hint(call, about, saying)) from error
    asked = {"subject": subject, "predicate": predicate} | ({"object": value} if value else {})
    see = f"{call.base}why?{urlencode(asked)}"
    shown: list[dict[str, Any]] = [told(statement_json(each)) for each in found[:MOST_STATEMENTS]]
    sources = SourceList()
    sources.places(explained(source for each in found[:MOST_STATEMENTS] for source in each.sources))
    left = len(found) - len(shown)
    return Why(
        release=call.live.id,
        see=see,
        sources=sources.listed or [release_as_source(call.live.id, see)],
        notes=[f"{left} more statements match: give `object` to ask for one."] if left else [],
        statements=shown,
    )


def hint(call: Call, about: NamedNode, saying: NamedNode) -> str:
    """What might have been meant by a thing or property of which nothing is said."""
    if not call.room.reader.exists(about):
        return did_you_mean(call.room.near(key_of(about))) or " Use find_entities to look for it by name."
    own = saying.value.removeprefix(PREFIXES["cairn"])
    if own != saying.value and not call.room.reader.exists(saying):
        return f" cairn:{own} does not exist.{like_term(own, ontology_names(call.room.reader))}"
    said = sorted({shortened(prop) for prop, _ in call.room.reader.outgoing([about])[about]})
    return f" What is said of it: {', '.join(said)}."


def told(statement: Mapping[str, Json]) -> dict[str, Any]:
    """The statement without what is empty."""
    return {key: without_empty(value) for key, value in statement.items()}


def without_empty(value: Json) -> Any:
    if isinstance(value, Mapping):
        return {key: without_empty(each) for key, each in value.items() if each not in (None, [], ())}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [without_empty(each) for each in value]
    return value
