"""The query for what somebody typed: built of terms, never parsed, so that no text is a fault."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import tantivy
from tantivy import Occur, Query

from ingest.search_index import fields
from ingest.search_index.names import folded, forms, squeezed

MOST_WORDS: Final = 12
SHORT, LONG = 4, 8
"""Words shorter than the first must be right, those shorter than the second may have one fault, the others two."""
WHOLE, ADDRESS, INITIALS, SAME_LETTERS, BEGINNING = 100.0, 80.0, 80.0, 70.0, 35.0
"""What it counts that the text is a name or identifier, an address, initials, a name but for blanks, or begins one."""
WRITTEN: Final = 35.0
"""What it counts that sources write the thing so, which may be the name of something else."""
NEAR_WHOLE: Final = 15.0
"""What it counts beside that the text is nearly a name."""
TWO_FAULTS: Final = 0.3
"""How much two faults count of what one does."""
LABEL, LABEL_BEGINS, NEAR_LABEL = 3.0, 5.0, 0.8
OTHER, OTHER_BEGINS, NEAR_OTHER = 2.0, 3.0, 0.5
"""What it counts that a word stands in the label or another name, times its rarity where it stands there just so."""
NAME, ABOUT = 20.0, 30.0
"""What it counts, where only one of two words is in names, that it is one, and that the other tells what or where."""
TIE: Final = 0.1
"""How much all but the best of several ways to match a word count."""


@dataclass(frozen=True)
class TextQuery:
    """What is looked for: a text, in which the last word may be unfinished."""

    text: str
    schema: tantivy.Schema
    analyzer: tantivy.TextAnalyzer

    @cached_property
    def words(self) -> list[str]:
        return self.analyzer.analyze(self.text)[:MOST_WORDS]

    @cached_property
    def whole(self) -> set[str]:
        """The text in all forms in which a name or an identifier may equal it."""
        return {folded(self.text), *forms(self.text)} - {""}

    def query(self, *, loose: bool = False) -> Query:
        """Whatever has the text as a name or identifier, or all its words in its names; if loose, all but one."""
        joined = squeezed(self.text)
        parts = [self._as_a_whole(joined)]
        if joined:
            parts.append(self._near(fields.SQUEEZED, joined, NEAR_WHOLE))
        if self.words:
            parts.append(self._in_names(loose=loose))
        return Query.boolean_query([(Occur.Should, part) for part in parts])

    def _as_a_whole(self, joined: str) -> Query:
        """Whatever the text names as a whole, in the best of several ways."""
        ways = [
            counted(self._any(fields.EXACT, self.whole), WHOLE),
            counted(self._any(fields.ADDRESS, self.whole), ADDRESS),
        ]
        if joined:
            ways.append(counted(self._any(fields.SQUEEZED, [joined]), SAME_LETTERS))
            ways.append(counted(self._beginning(fields.SQUEEZED, joined), BEGINNING))
            ways.append(counted(self._any(fields.WRITTEN, [joined]), WRITTEN))
        if len(self.words) == 1 and len(joined) > 1:
            ways.append(counted(self._any(fields.INITIALS, [joined]), INITIALS))
        return Query.disjunction_max_query(ways)

    def _in_names(self, *, loose: bool) -> Query:
        last = len(self.words) - 1
        if loose and last == 1:
            return self._either()
        found = [self._word(word, unfinished=place == last) for place, word in enumerate(self.words)]
        if loose and last > 1:
            return Query.boolean_query([(Occur.Should, each) for each in found], minimum_number_should_match=last)
        return Query.boolean_query([(Occur.Must, each) for each in found])

    def _either(self) -> Query:
        """Whatever has one of the words in its names, just so; the other may tell what or where it is."""
        named = Query.boolean_query([(Occur.Should, self._alone(word)) for word in self.words])
        about = [counted(self._term(fields.ABOUT_WORDS, word), ABOUT) for word in self.words]
        return Query.boolean_query([(Occur.Must, named), *((Occur.Should, each) for each in about)])

    def _alone(self, word: str) -> Query:
        ways = [
            boosted(self._term(fields.LABEL_WORDS, word), LABEL),
            boosted(self._term(fields.OTHER_WORDS, word), OTHER),
            counted(self._any(fields.SQUEEZED, [word]), NAME),
        ]
        return Query.boolean_query([(Occur.Should, each) for each in ways])

    def _word(self, word: str, *, unfinished: bool) -> Query:
        ways = [
            boosted(self._term(fields.LABEL_WORDS, word), LABEL),
            self._near(fields.LABEL_WORDS, word, NEAR_LABEL, unfinished=unfinished),
            boosted(self._term(fields.OTHER_WORDS, word), OTHER),
            self._near(fields.OTHER_WORDS, word, NEAR_OTHER, unfinished=unfinished),
        ]
        if unfinished:
            ways.append(counted(self._beginning(fields.LABEL_WORDS, word), LABEL_BEGINS))
            ways.append(counted(self._beginning(fields.OTHER_WORDS, word), OTHER_BEGINS))
        return Query.disjunction_max_query(ways, TIE)

    def _beginning(self, field: str, text: str) -> Query:
        return Query.fuzzy_term_query(self.schema, field, text, distance=0, prefix=True)

    def _term(self, field: str, text: str) -> Query:
        return Query.term_query(self.schema, field, text)

    def _any(self, field: str, texts: Collection[str]) -> Query:
        return Query.term_set_query(self.schema, field, sorted(texts))

    def _near(self, field: str, text: str, score: float, *, unfinished: bool = False) -> Query:
        """Whatever has a word that is spelled nearly so: the more counts one with fewer faults."""
        ways = {1: score, 2: score * TWO_FAULTS} if faults(text) == 2 else {faults(text): score}
        return Query.disjunction_max_query(
            [
                counted(self._fuzzy(field, text, distance, unfinished=unfinished), each)
                for distance, each in ways.items()
            ]
        )

    def _fuzzy(self, field: str, text: str, distance: int, *, unfinished: bool) -> Query:
        return Query.fuzzy_term_query(
            self.schema, field, text, distance=distance, transposition_cost_one=True, prefix=unfinished
        )


def faults(word: str) -> int:
    """How many letters may be wrong; numbers must be right."""
    if len(word) < SHORT or any(letter.isdigit() for letter in word):
        return 0
    return 1 if len(word) < LONG else 2


def counted(query: Query, score: float) -> Query:
    """What matches counts the same, however rare it is."""
    return Query.const_score_query(query, score)


def boosted(query: Query, boost: float) -> Query:
    return Query.boost_query(query, boost)


def of_kinds(schema: tantivy.Schema, query: Query, kinds: Collection[str]) -> Query:
    """Only what is of one of the kinds, of any if there are none."""
    if not kinds:
        return query
    only = Query.const_score_query(Query.term_set_query(schema, fields.KIND, sorted(kinds)), 0.0)
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, only)])
