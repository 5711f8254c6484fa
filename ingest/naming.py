"""What a thing is called: of the names that sources give it as labels, the one that the policy prefers."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ingest.namespaces import BASE, iri
from ingest.positions import Saying, Sources
from ingest.preference import Value, preferred_name

LABEL: Final = iri("rdfs:label")
FIRST_LANGUAGES: Final = ("en", None)
"""The languages in which a thing is called by preference."""

Key = tuple[NamedNode, str | None]
"""A thing and a language."""


@dataclass(frozen=True)
class Names:
    """The name of each thing in each language.

    Attributes:
        of: by thing and language.
        called: by thing, in the language that comes first.
    """

    of: Mapping[Key, Literal]
    called: Mapping[NamedNode, Literal]

    @classmethod
    def chosen(cls, sources: Sources, moved: Callable[[NamedNode], NamedNode]) -> "Names":
        """The names that are shown.

        Args:
            sources: what they say with rdfs:label, among other things.
            moved: the IRI of a thing after joining.
        """
        given: dict[Key, dict[Literal, dict[Saying, None]]] = defaultdict(lambda: defaultdict(dict))
        for saying in sources.said:
            if saying.predicate == LABEL and isinstance(saying.value, Literal):
                given[moved(saying.entry), saying.value.language][saying.value][saying] = None
        of = {key: _best(names, sources) for key, names in given.items()}
        called: dict[NamedNode, Literal] = {}
        for thing, language in sorted(of, key=_by_language):
            called.setdefault(thing, of[thing, language])
        return cls(of, called)

    def is_other(self, thing: NamedNode | BlankNode | Triple, label: Value | BlankNode | Triple) -> bool:
        """Whether another name in the same language is shown in place of this one."""
        if not (isinstance(thing, NamedNode) and isinstance(label, Literal)):
            return False
        return self.of.get((thing, label.language), label) != label

    def label(self, value: Value) -> str:
        """What a value is called; what has no name, by the end of its IRI."""
        if isinstance(value, Literal):
            return value.value
        if value in self.called:
            return self.called[value].value
        return value.value.rpartition("/")[2] if value.value.startswith(BASE) else value.value


def _best(names: Mapping[Literal, Mapping[Saying, None]], sources: Sources) -> Literal:
    if len(names) == 1:
        return next(iter(names))
    return preferred_name(
        {
            name: [max(position.rank for position in sources.positions(saying)) for saying in sayings]
            for name, sayings in names.items()
        }
    )


def _by_language(key: Key) -> tuple[int, str]:
    language = key[1]
    rank = FIRST_LANGUAGES.index(language) if language in FIRST_LANGUAGES else len(FIRST_LANGUAGES)
    return rank, language or ""
