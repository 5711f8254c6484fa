"""Find things by name, alias or identifier, the likeliest first."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from math import log1p
from typing import Final, Self

import tantivy
from tantivy import Query

from ingest.release import Release
from ingest.search_index import fields
from ingest.search_index.documents import iri_of_key
from ingest.search_index.kinds import LEVEL, SEARCHED
from ingest.search_index.names import folded, initials, squeezed
from service.search.index_files import open_index
from service.search.text_query import TextQuery, of_kinds

RERANKED: Final = 100
"""How many are looked at again by how much points at them; beyond, the engine's order holds."""
MOST_FOUND: Final = 10_000
"""How many can be looked through, page by page."""
LINKS_COUNT: Final = 0.3


@dataclass(frozen=True)
class Entry:
    """A document of the index."""

    key: str
    kind: str
    label: str
    others: tuple[str, ...]
    description: str
    facets: dict[str, tuple[str, ...]]

    @property
    def iri(self) -> str:
        return iri_of_key(self.key)

    @property
    def names(self) -> tuple[str, ...]:
        return (self.label, *self.others)


@dataclass(frozen=True)
class Hit:
    """Something that was found.

    Attributes:
        matched: by what: name, alias, identifier, or the address of a page that is about it.
        exact: whether a name or an identifier is just what was asked for.
    """

    entry: Entry
    score: float
    matched: str
    exact: bool

    @property
    def key(self) -> str:
        return self.entry.key

    @property
    def label(self) -> str:
        return self.entry.label

    @property
    def kind(self) -> str:
        return self.entry.kind

    @property
    def description(self) -> str:
        return self.entry.description

    @property
    def level(self) -> str | None:
        """Whether an artifact is a family, a release, a checkpoint or a repository; several have the same name."""
        return next(iter(self.entry.facets.get(LEVEL.name, ())), None)


@dataclass(frozen=True)
class Found:
    """What a search found: how many in all, some of them, and how many of each kind, whatever was filtered."""

    total: int
    hits: tuple[Hit, ...]
    kinds: Counter[str]


class Search:
    """The search index of one release, open."""

    def __init__(self, index: tantivy.Index) -> None:
        self.index = index
        self.schema = index.schema
        self.searcher = index.searcher()
        self._analyzer = fields.analyzer()

    @classmethod
    def of(cls, release: Release) -> Self:
        """Raises SearchMissing if the release cannot be searched."""
        return cls(open_index(release))

    def find(self, text: str, kinds: Collection[str] = (), limit: int = 10, start: int = 0) -> Found:
        """What a text names, with faults in spelling or unfinished; of some kinds only, if any are given.

        `start` is how many of the first are passed over.
        """
        asked = TextQuery(text, self.schema, self._analyzer)
        query, by_kind = self._counted(asked)
        best = self._ranked(of_kinds(self.schema, query, kinds), start + limit)[start : start + limit]
        hits = tuple(self._hit(asked, self.entry(place), score) for score, place in best)
        total = sum(count for kind, count in by_kind.items() if not kinds or kind in kinds)
        return Found(total, hits, by_kind)

    def up_to(self, key: str, text: str, kinds: Collection[str] = ()) -> int | None:
        """How many are found up to a thing; None if it is not among them."""
        query, _ = self._counted(TextQuery(text, self.schema, self._analyzer))
        place = self.place(key)
        found = [each for _, each in self._ranked(of_kinds(self.schema, query, kinds), MOST_FOUND)]
        return found.index(place) + 1 if place in found else None

    def _counted(self, asked: TextQuery) -> tuple[Query, Counter[str]]:
        """The query, loose if nothing fits it whole, and how many of each kind it finds."""
        query = asked.query()
        by_kind = self.count(query, fields.KIND)
        if by_kind:
            return query, by_kind
        query = asked.query(loose=True)
        return query, self.count(query, fields.KIND)

    def _ranked(self, query: Query, most: int) -> list[tuple[float, tantivy.DocAddress]]:
        """What a query finds, the likeliest first."""
        hits = self.searcher.search(query, max(most, RERANKED)).hits
        links = self.searcher.fast_field_values(fields.LINKS, [place for _, place in hits[:RERANKED]])
        scored = [
            (score * (1 + LINKS_COUNT * log1p(count or 0)), place)
            for (score, place), count in zip(hits[:RERANKED], links, strict=True)
        ]
        return [*sorted(scored, key=lambda each: -each[0]), *hits[RERANKED:]]

    def _hit(self, asked: TextQuery, entry: Entry, score: float) -> Hit:
        if self._has(entry.key, fields.EXACT, asked.whole):
            same = [place for place, name in enumerate(entry.names) if folded(name) in asked.whole]
            return Hit(entry, score, ("alias" if same[0] else "name") if same else "identifier", exact=True)
        if self._has(entry.key, fields.ADDRESS, asked.whole):
            return Hit(entry, score, "address", exact=False)
        joined = squeezed(asked.text)
        nearest = max(entry.names, key=lambda name: (initials(name) == joined, similarity(squeezed(name), joined)))
        return Hit(entry, score, "name" if nearest == entry.label else "alias", exact=False)

    def _has(self, key: str, field: str, texts: Collection[str]) -> bool:
        """Whether a document has one of the texts in a field."""
        return self.total(self._keyed(key).and_must_match(Query.term_set_query(self.schema, field, sorted(texts)))) > 0

    def get(self, key: str) -> Entry | None:
        """The document of a key."""
        place = self.place(key)
        return self.entry(place) if place else None

    def place(self, key: str) -> tantivy.DocAddress | None:
        hits = self.searcher.search(self._keyed(key), 1).hits
        return hits[0][1] if hits else None

    def _keyed(self, key: str) -> Query:
        return Query.term_query(self.schema, fields.KEY, key)

    def entry(self, place: tantivy.DocAddress) -> Entry:
        document = self.searcher.doc(place).to_dict()
        kind = document[fields.KIND][0]
        facets = {each.name: tuple(document.get(fields.facet_field(each.name), ())) for each in SEARCHED[kind].facets}
        return Entry(
            document[fields.KEY][0],
            kind,
            document[fields.LABEL][0],
            tuple(document.get(fields.OTHER, ())),
            document[fields.DESCRIPTION][0],
            facets,
        )

    def count(self, query: Query, field: str) -> Counter[str]:
        """How many documents have each value of a field that has few."""
        terms = {"field": field, "size": len(SEARCHED)}
        buckets = self.searcher.aggregate(query, {"by": {"terms": terms}})["by"]["buckets"]
        return Counter({str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets})

    def total(self, query: Query) -> int:
        """How many documents a query finds."""
        return self.count(query, fields.KIND).total()

    @cached_property
    def kinds(self) -> Counter[str]:
        """How many documents there are of each kind."""
        return self.count(Query.all_query(), fields.KIND)


def similarity(name: str, text: str) -> float:
    """How alike two names are, from 0 to 1."""
    return SequenceMatcher(None, folded(name), folded(text), autojunk=False).ratio()
