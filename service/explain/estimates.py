"""About how many matches patterns have, alone and joined with what is known before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from service.explain.counts import COUNTED, TYPE, ReleaseCounts
from service.explain.reading import ANY_LENGTH, TRIPLE, VALUES, Part, is_variable

STEPS_OF_A_PATH: Final = 5
"""A guess: how many things a path of any length leads to, from each of which it starts."""
KEPT_BY_BOTH_ENDS: Final = 0.3
NAMES: Final = re.compile("<[^>]*>")
PATTERNS: Final = (TRIPLE, ANY_LENGTH, "path", VALUES)


@dataclass(frozen=True)
class Estimates:
    """Of patterns in these graphs, "" for the default graph."""

    counts: ReleaseCounts
    graphs: tuple[str, ...]

    def within(self, graphs: Sequence[str]) -> "Estimates":
        return replace(self, graphs=tuple(graphs))

    def matches(self, part: Part) -> float:
        """Of a pattern alone."""
        if part.op == VALUES:
            return part.rows
        if part.op != TRIPLE:
            return self._path(part)
        _, predicate, value = part.terms
        known = [not is_variable(term) for term in part.terms]
        if (known[0] or known[2]) and all(term.startswith("<") for term in part.terms if not is_variable(term)):
            found = self.counts.look(part.terms, self.graphs)
            if found <= COUNTED:
                return found
        graphs = self.counts.of(self.graphs)
        if predicate == TYPE and known[2] and not known[0]:
            return graphs.classes.get(value, 0)
        of = graphs.of(predicate)
        alone = of.triples / (max(of.subjects, 1) if known[0] else 1) / (max(of.objects, 1) if known[2] else 1)
        return max(alone, COUNTED) if known[0] != known[2] and alone and value.startswith("<") else alone

    def certain(self, part: Part) -> float:
        """Matches that a triple pattern or VALUES has for sure, 0 if that is not known."""
        if part.op == TRIPLE and any(term.startswith('"') for term in part.terms):
            return 0
        if part.op == VALUES or (is_variable(part.terms[0]) and (part.terms[1] == TYPE or is_variable(part.terms[2]))):
            return self.matches(part)
        return min(COUNTED, self.matches(part))

    def for_each(self, part: Part, bound: frozenset[str], alone: float) -> float:
        """For one row in which these variables are bound; `alone` is what `matches` gave."""
        ends = (part.terms[0], part.terms[-1]) if part.op != VALUES else ()
        if part.op == VALUES:
            return alone if bound.isdisjoint(part.terms) else min(1.0, alone)
        graphs = self.counts.of(self.graphs)
        of = graphs.of(part.terms[1] if part.op == TRIPLE else "?")
        if part.op == TRIPLE and part.terms[1] in bound:
            alone /= max(len(graphs.properties), 1)
        subject, value = (end in bound for end in ends)
        if part.op == ANY_LENGTH and (subject or value):
            return KEPT_BY_BOTH_ENDS if subject and value else STEPS_OF_A_PATH
        return alone / (max(of.subjects, 1) if subject else 1) / (max(of.objects, 1) if value else 1)

    def _path(self, part: Part) -> float:
        graphs = self.counts.of(self.graphs)
        named = [] if "!" in part.text else [graphs.of(name) for name in iris_of(part.text)]
        triples = max((each.triples for each in named), default=graphs.whole.triples)
        if "*" in NAMES.sub("", part.text):
            triples = graphs.whole.triples  # no step at all leads from everything to itself
        if any(not is_variable(end) for end in part.terms):
            return STEPS_OF_A_PATH
        return triples * (STEPS_OF_A_PATH if part.op == ANY_LENGTH else 1)


def iris_of(path: str) -> list[str]:
    """The properties that a path names."""
    return NAMES.findall(path)
