"""Decide which IRIs of ours denote the same thing. Decisions are quads of their own; no source is edited.

Two kinds of decision exist so far: a person's, in the reviewed file `redirects.yaml`, and a shared identifier that
names one thing only. Names decide nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad

from ingest.errors import RecordError
from ingest.evidence import CLAIMED, TYPE, concept, minted
from ingest.namespaces import PREFIXES, iri, is_thing
from ingest.resolution import thing
from ingest.strict_yaml import StrictYamlError, Text, load
from ingest.values import text

GRAPH: Final = iri("graph:links")
EXACT_MATCH: Final = iri("skos:exactMatch")
REVIEWED: Final = "reviewed"
SHARED_IDENTIFIER: Final = "shared-identifier"

IDENTIFIES_ONE_THING: Final = re.compile(r"https?://ror\.org/0[a-z0-9]{8}|https?://www\.wikidata\.org/entity/Q\d+")


@dataclass(frozen=True)
class Decision:
    """That `replaced` denotes what `canonical` denotes.

    Attributes:
        reason: concept of the scheme `identity-reason`.
        basis: the shared identifier, or the reviewer's words.
    """

    replaced: NamedNode
    canonical: NamedNode
    reason: str
    basis: NamedNode | str


def reviewed(path: Path) -> list[Decision]:
    """People's decisions: `redirects` maps `kind/slug` to {to: kind/slug, because: words}.

    Raises:
        RecordError: the file cannot be read so.
    """
    if not path.is_file():
        return []
    try:
        content = load(path.read_text(encoding="utf-8"))
    except (StrictYamlError, UnicodeDecodeError, OSError) as error:
        raise RecordError(path, "", str(error)) from error
    redirects = content.get(Text("redirects")) if isinstance(content, dict) else None
    if not isinstance(redirects, dict):
        raise RecordError(path, "redirects", "a mapping from kind/slug to {to: kind/slug, because: ...} is expected")
    decisions = []
    for replaced, decision in redirects.items():
        if not isinstance(decision, dict) or set(decision) != {"to", "because"}:
            raise RecordError(path, f"redirects.{replaced}", "write {to: kind/slug, because: ...}")
        target, because = decision[Text("to")], decision[Text("because")]
        if not (is_thing(replaced) and isinstance(target, Text) and is_thing(target) and isinstance(because, Text)):
            raise RecordError(path, f"redirects.{replaced}", "write kind/slug: {to: kind/slug, because: words}")
        decisions.append(Decision(thing(replaced), thing(target), REVIEWED, str(because)))
    step = {decision.replaced: decision.canonical for decision in decisions}
    for each in step:
        if step.get(_end(step, each)) is not None:
            raise RecordError(path, f"redirects.{each.value}", "the decisions go round in a circle: take one out")
    return decisions


def reconcile(quads: Iterable[Quad], people: list[Decision]) -> list[Decision]:
    """People's decisions first, then things of one kind that share an identifier; a claim decides nothing.

    Of things that share an identifier the one that people keep stays, else the one whose IRI sorts first.
    """
    decided = {decision.replaced: decision for decision in people}
    step = {decision.replaced: decision.canonical for decision in people}
    kept = {decision.canonical for decision in people}
    for identifier, things in _holders(quads):
        ends = {_end(step, each) for each in things}
        canonical, *others = sorted(ends, key=lambda end: (end not in kept, end.value))
        for other in others:
            step[other] = canonical
            decided[other] = Decision(other, canonical, SHARED_IDENTIFIER, identifier)
    return sorted(decided.values(), key=lambda decision: decision.replaced.value)


def _holders(quads: Iterable[Quad]) -> list[tuple[NamedNode, set[NamedNode]]]:
    """Each identifier with the things of one kind that have it; http and https make no difference."""
    identifiers: dict[tuple[str, str], str] = {}
    holders: dict[tuple[str, str], set[NamedNode]] = defaultdict(set)
    for quad in quads:
        if quad.predicate != EXACT_MATCH or quad.graph_name == CLAIMED:
            continue
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            identifier = quad.object.value
            if IDENTIFIES_ONE_THING.fullmatch(identifier):
                key = _kind(quad.subject), identifier.partition("://")[2]
                holders[key].add(quad.subject)
                identifiers[key] = min(identifier, identifiers.get(key, identifier))
    return [(NamedNode(identifiers[key]), things) for key, things in sorted(holders.items())]


def _end(step: dict[NamedNode, NamedNode], start: NamedNode) -> NamedNode:
    """Where a chain of decisions ends; in a circle, the last thing before it closes."""
    seen, end = {start}, start
    while (following := step.get(end, end)) not in seen:
        seen.add(following)
        end = following
    return end


def final_targets(decisions: list[Decision]) -> dict[NamedNode, NamedNode]:
    """For each replaced IRI the one that is used in its place, through chains of decisions."""
    step = {decision.replaced: decision.canonical for decision in decisions}
    targets = {start: _end(step, start) for start in step}
    return {start: target for start, target in targets.items() if start != target}


def decision_quads(decisions: list[Decision]) -> list[Quad]:
    quads = []
    for decision in decisions:
        node = minted("identity", decision.replaced.value, decision.canonical.value, decision.reason)
        basis = text(decision.basis) if isinstance(decision.basis, str) else decision.basis
        quads += [
            Quad(node, TYPE, iri("cairn:IdentityDecision"), GRAPH),
            Quad(node, iri("cairn:replaces"), decision.replaced, GRAPH),
            Quad(node, iri("cairn:keeps"), decision.canonical, GRAPH),
            Quad(node, iri("cairn:identityReason"), concept("identity-reason", decision.reason), GRAPH),
            Quad(node, iri("skos:note" if isinstance(decision.basis, str) else "dct:source"), basis, GRAPH),
            Quad(decision.replaced, iri("dct:isReplacedBy"), decision.canonical, GRAPH),
        ]
    return quads


def _kind(node: NamedNode) -> str:
    return node.value.removeprefix(PREFIXES["id"]).partition("/")[0]
