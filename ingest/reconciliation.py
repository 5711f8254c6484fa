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
from ingest.evidence import TYPE, concept, minted
from ingest.namespaces import PREFIXES, iri
from ingest.strict_yaml import StrictYamlError, Text, load
from ingest.values import text

GRAPH: Final = iri("graph:links")
EXACT_MATCH: Final = iri("skos:exactMatch")
REVIEWED: Final = "reviewed"
SHARED_IDENTIFIER: Final = "shared-identifier"

IDENTIFIES_ONE_THING: Final = re.compile(r"https://ror\.org/0[a-z0-9]{8}|https?://www\.wikidata\.org/entity/Q\d+")


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
    except StrictYamlError as error:
        raise RecordError(path, "", str(error)) from error
    redirects = content.get(Text("redirects")) if isinstance(content, dict) else None
    if not isinstance(redirects, dict):
        raise RecordError(path, "redirects", "a mapping from kind/slug to {to: kind/slug, because: ...} is expected")
    decisions = []
    for replaced, decision in redirects.items():
        if not isinstance(decision, dict) or set(decision) != {"to", "because"}:
            raise RecordError(path, f"redirects.{replaced}", "write {to: kind/slug, because: ...}")
        target, because = decision[Text("to")], decision[Text("because")]
        decisions.append(Decision(_thing(replaced), _thing(str(target)), REVIEWED, str(because)))
    return decisions


def reconcile(quads: Iterable[Quad], people: list[Decision]) -> list[Decision]:
    """People's decisions first, then things of one kind that share an identifier.

    Of things that share an identifier the one whose IRI sorts first stays.
    """
    decided = {decision.replaced: decision for decision in people}
    holders: dict[tuple[str, str], set[NamedNode]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == EXACT_MATCH and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            identifier = quad.object.value
            if IDENTIFIES_ONE_THING.fullmatch(identifier):
                holders[_kind(quad.subject), identifier].add(quad.subject)
    for (_, identifier), things in sorted(holders.items()):
        canonical, *others = sorted(things, key=lambda thing: thing.value)
        for other in others:
            decided.setdefault(other, Decision(other, canonical, SHARED_IDENTIFIER, NamedNode(identifier)))
    return sorted(decided.values(), key=lambda decision: decision.replaced.value)


def final_targets(decisions: list[Decision]) -> dict[NamedNode, NamedNode]:
    """For each replaced IRI the one that is used in its place, through chains of decisions."""
    step = {decision.replaced: decision.canonical for decision in decisions}
    targets = {}
    for start in step:
        seen, target = {start}, step[start]
        while target in step and target not in seen:
            seen.add(target)
            target = step[target]
        targets[start] = target
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


def _kind(thing: NamedNode) -> str:
    return thing.value.removeprefix(PREFIXES["id"]).partition("/")[0]


def _thing(key: str) -> NamedNode:
    return NamedNode(PREFIXES["id"] + key)
