"""A path told step by step: what connects two things, and who says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import NamedNode, Quad

from ingest.namespaces import PREFIXES
from service.errors import Json
from service.evidence.provenance import Explained, Provenance, Rule, Source
from service.evidence.source_json import source_json
from service.pages.linking import kind_of, words
from service.paths.links import Links
from service.paths.search import Path

MOST_SOURCES: Final = 5


@dataclass(frozen=True)
class Said:
    """A triple that connects two things.

    Attributes:
        forward: whether it leads the way the path goes.
        sources: of the triple, or of what a rule made it from.
        made_by: names of the rules that made it, if no source says it itself.
    """

    quad: Quad
    forward: bool
    sources: tuple[Source, ...]
    made_by: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """Two things beside each other on a path, and all that connects them, the best sourced first."""

    start: NamedNode
    end: NamedNode
    said: tuple[Said, ...]


class Teller:
    """Tells the steps of paths in one store."""

    def __init__(self, links: Links, provenance: Provenance) -> None:
        self._links = links
        self._provenance = provenance

    def steps(self, path: Path) -> list[Step]:
        return [self._step(start, end) for start, end in pairwise(path)]

    def label(self, node: NamedNode) -> str | None:
        """The title of a thing; of a foreign property, its name."""
        return self._provenance.read.title(node) or (None if kind_of(node) else words(node))

    def _step(self, start: NamedNode, end: NamedNode) -> Step:
        said = [self._said(quad, start) for quad in self._links.between(start, end)]
        own = [each for each in said if not each.made_by]
        return Step(start, end, tuple(sorted(own or said, key=order)))

    def _said(self, quad: Quad, start: NamedNode) -> Said:
        subject, value = quad.subject, quad.object
        assert isinstance(subject, NamedNode)
        assert isinstance(value, NamedNode)
        explained = self._provenance.explain(subject, quad.predicate, value)
        own = tuple(source for each in explained for source in each.sources)
        if own or any(each.stated_in for each in explained):
            return Said(quad, subject == start, own, ())
        return Said(quad, subject == start, *made(explained))


def made(explained: Iterable[Explained]) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The sources of what rules made a triple from, and the names of these rules."""
    rules = [rule for each in explained for rule in each.inferred_by]
    return tuple(premised(rules)), tuple(dict.fromkeys(rule.label or rule.graph for rule in rules))


def premised(rules: Iterable[Rule]) -> Iterable[Source]:
    found = (source for rule in rules for premise in rule.premises for source in premise.sources)
    return {source.evidence: source for source in found}.values()


def order(said: Said) -> tuple[bool, bool, str]:
    """What has sources before what has none, and our own words before those of others."""
    prop = said.quad.predicate.value
    return not said.sources, not prop.startswith(PREFIXES["cairn"]), prop


def step_json(step: Step, teller: Teller, base: str) -> dict[str, Json]:
    first, *others = step.said
    return {
        "from": thing_json(step.start, teller),
        **said_json(first, teller, base),
        "to": thing_json(step.end, teller),
        "also": [said_json(each, teller, base) for each in others],
    }


def said_json(said: Said, teller: Teller, base: str) -> dict[str, Json]:
    return {
        "property": thing_json(said.quad.predicate, teller),
        "forward": said.forward,
        "made_by": said.made_by,
        "sources": [source_json(source) for source in said.sources[:MOST_SOURCES]],
        "more_sources": max(0, len(said.sources) - MOST_SOURCES),
        "links": {"why": base + why(said.quad)},
    }


def why(quad: Quad) -> str:
    """Where all is told that speaks for and against a triple."""
    parts = {"subject": quad.subject, "predicate": quad.predicate, "object": quad.object}
    return f"why?{urlencode({name: str(node) for name, node in parts.items()})}"


def thing_json(node: NamedNode, teller: Teller) -> dict[str, Json]:
    return {"id": node.value, "label": teller.label(node)}
