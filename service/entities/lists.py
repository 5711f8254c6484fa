"""Lists of the things of a kind: filtered by facets, sorted, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tantivy import FieldType, Occur, Order, Query

from ingest.search_index import fields
from ingest.search_index.kinds import SEARCHED
from service.api.cursors import Cursor, not_there
from service.api.lists import Page
from service.errors import BadParameter
from service.search.finding import Entry, Search

MOST_VALUES: Final = 50
"""How many values of a facet are counted one by one."""


@dataclass(frozen=True)
class Counted:
    """How many things have each value of a facet, the most frequent values first.

    Attributes:
        other: how often other values occur.
        without: how many things have no value.
    """

    values: tuple[tuple[str, int], ...]
    other: int
    without: int


@dataclass(frozen=True)
class Filtered:
    """The things of a kind that have one of the values, for each facet that is filtered by."""

    search: Search
    kind: str
    filters: Mapping[str, Sequence[str]]

    def query(self, without: str = "") -> Query:
        """Constant in score; `without` one facet's filter."""
        schema = self.search.schema
        parts = [Query.term_query(schema, fields.KIND, self.kind)]
        parts += [
            Query.term_set_query(schema, fields.facet_field(facet), sorted(set(values)))
            for facet, values in self.filters.items()
            if values and facet != without
        ]
        return Query.boolean_query([(Occur.Must, part) for part in parts])

    def page(self, sort: str, limit: int, start: int, release: str) -> Page[Entry]:
        """The things behind the place `start` of the whole order."""
        field, _ = fields.SORTS[sort]
        query = self.query()
        behind = Query.range_query(self.search.schema, field, FieldType.Unsigned, start, include_lower=False)
        found = self.search.searcher.search(
            query.and_must_match(behind), limit + 1, count=False, order_by_field=field, order=Order.Asc
        )
        entries = tuple(self.search.entry(place) for _, place in found.hits[:limit])
        after = None
        if len(found.hits) > limit:
            after = Cursor(release, int(found.hits[limit - 1][0]), f"{sort} {entries[-1].key}")
        return Page(entries, self.search.total(query), limit, after)

    def start(self, cursor: Cursor | None, sort: str, release: str) -> int:
        """The place of what a page ended with, in this release.

        Raises:
            CursorExpired: it is gone.
            BadParameter: the cursor belongs to another list.
        """
        if cursor is None:
            return 0
        sorted_by, _, key = cursor.key.partition(" ")
        if sorted_by != sort or key.partition("/")[0] != self.kind:
            raise BadParameter("`after` belongs to another list: ask for its first page.", parameter="after")
        place = self.search.place(key)
        if place is None:
            raise not_there(cursor, release)
        (rank,) = self.search.searcher.fast_field_values(fields.SORTS[sort][0], [place])
        return int(rank or 0)

    def facets(self) -> dict[str, Counted]:
        """The values of each facet, counted under the filters of all the others."""
        names = [facet.name for facet in SEARCHED[self.kind].facets]
        return {name: self._counted(name, self.query(without=name)) for name in names}

    def _counted(self, name: str, query: Query) -> Counted:
        searcher, field = self.search.searcher, fields.facet_field(name)
        told = searcher.aggregate(query, {"by": {"terms": {"field": field, "size": MOST_VALUES}}})["by"]
        values = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in told["buckets"]]
        having = self.search.total(query.and_must_match(Query.exists_query(field)))
        in_order = sorted(values, key=lambda each: (-each[1], each[0]))
        return Counted(tuple(in_order), int(told["sum_other_doc_count"]), self.search.total(query) - having)
