"""Terms of a query as people write them."""

from collections.abc import Sequence
from typing import Final

from ingest.namespaces import PREFIXES
from service.explain.counts import TYPE
from service.explain.reading import TRIPLE, VALUES, Part

LONGEST: Final = 120


def shown(term: str) -> str:
    """A term with its prefix if it has one, not too long."""
    if term.startswith("_:"):
        return "[]"
    if term == TYPE:
        return "a"
    for prefix, namespace in PREFIXES.items():
        if term.startswith(f"<{namespace}") and term[1 + len(namespace) : -1].replace("-", "").isalnum():
            return f"{prefix}:{term[1 + len(namespace) : -1]}"
    return term if len(term) <= LONGEST else term[: LONGEST - 1] + "…"


def shown_pattern(part: Part) -> str:
    if part.op == TRIPLE:
        return " ".join(map(shown, part.terms))
    if part.op == VALUES:
        return f"VALUES {and_list(part.terms)}"
    return f"{shown(part.terms[0])} {shown_path(part.text)} {shown(part.terms[1])}"


def shown_path(path: str) -> str:
    pieces = path.split("<")
    named = (piece.partition(">") for piece in pieces[1:])
    return pieces[0] + "".join(shown(f"<{name}>") + rest for name, _, rest in named)


def and_list(terms: Sequence[str]) -> str:
    names = [shown(term) for term in terms]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def about(number: float) -> str:
    """A number with two digits that count.

    >>> about(12345.6), about(0.2), about(3.2e12), about(3e20)
    ('12,000', 'less than 1', '3.2 trillion', 'more than 1,000 trillion')
    """
    if number >= 1e15:
        return "more than 1,000 trillion"
    if number >= 1e12:
        return f"{float(f'{number:.2g}') / 1e12:g} trillion"
    if 0 < number < 1:
        return "less than 1"
    return f"{float(f'{number:.2g}'):,.0f}"
