"""Paths as lines of text, for terminals and language models."""

from collections.abc import Iterator, Sequence
from typing import Final

from pyoxigraph import NamedNode

from service.evidence.provenance import Source
from service.paths.search import PathsFound
from service.paths.steps import Step, Teller

NONE: Final = "No path was found"


def as_text(found: PathsFound, ends: tuple[NamedNode, NamedNode], told: Sequence[list[Step]], teller: Teller) -> str:
    start, end = (name(node, teller) for node in ends)
    lines = [line for place, steps in enumerate(told) for line in path_lines(place, steps, found, teller)]
    if not found.paths:
        lines = [f"{NONE} among {found.visited} things."]
    if not found.complete:
        lines.append("The search was stopped before it had looked at everything.")
    return "\n".join([f"{start} to {end}", *lines]) + "\n"


def path_lines(place: int, steps: list[Step], found: PathsFound, teller: Teller) -> Iterator[str]:
    alike = f", and {found.alike[place]} more by other records" if found.alike[place] else ""
    yield f"\nPath {place + 1}: {len(steps)} step{'' if len(steps) == 1 else 's'}{alike}"
    for step in steps:
        first = step.said[0]
        prop = teller.label(first.quad.predicate) or first.quad.predicate.value
        arrow = f"-- {prop} ->" if first.forward else f"<- {prop} --"
        yield f"  {name(step.start, teller)} {arrow} {name(step.end, teller)}"
        if first.made_by:
            yield f"      by the rule: {', '.join(first.made_by)}"
        yield from (f"      {source_line(source)}" for source in first.sources[:1])


def source_line(source: Source) -> str:
    document = source.document and (source.document.label or source.document.iri)
    return ", ".join(part for part in (document, source.locator, source.url, source.kind) if part)


def name(node: NamedNode, teller: Teller) -> str:
    short = "/".join(node.value.rsplit("/", 2)[1:])
    label = teller.label(node)
    return f"{label} ({short})" if label else short
