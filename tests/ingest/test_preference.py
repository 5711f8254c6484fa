"""The policy, step by step, in the order in which its module states it."""

from itertools import permutations

import pytest
from pyoxigraph import Literal, NamedNode

from ingest.evidence import concept
from ingest.namespaces import iri
from ingest.preference import SOURCES, Rank, evidence_rank, preferred, preferred_name, source_rank
from ingest.sources.registry import CATALOGS
from ingest.values import date, integer

HIGH, LOW = concept("confidence", "high"), concept("confidence", "low")
FETCHED, EXCERPT = concept("read-how", "fetched"), concept("read-how", "excerpt")
DESCRIBED, LINKED = iri("id:document/study"), iri("id:document/web-0123456789ab")


def rank(source: str, document: NamedNode, confidence: NamedNode, read: NamedNode) -> Rank:
    return source_rank(iri(f"graph:{source}")), *evidence_rank([document], [confidence], [read])


BETTER_FIRST = [
    rank("curated", LINKED, LOW, EXCERPT),
    rank("huggingface", DESCRIBED, HIGH, FETCHED),
    rank("osai", DESCRIBED, HIGH, EXCERPT),
    rank("osai", DESCRIBED, LOW, FETCHED),
    rank("osai", LINKED, HIGH, FETCHED),
    rank("unheard_of", DESCRIBED, HIGH, FETCHED),
]


@pytest.mark.parametrize("better", range(len(BETTER_FIRST) - 1))
def test_the_rank_of_the_source_comes_before_its_evidence(better: int) -> None:
    ranks = {integer("1"): BETTER_FIRST[better : better + 1], integer("22"): BETTER_FIRST[better + 1 :] * 3}
    assert preferred(ranks) == integer("1")


def test_among_equals_more_entries_win_then_precision_then_the_alphabet() -> None:
    equal = rank("osai", DESCRIBED, HIGH, FETCHED)
    assert preferred({integer("1"): [equal, equal], integer("22"): [equal]}) == integer("1")
    assert preferred({integer("1"): [equal], integer("22"): [equal]}) == integer("22")
    assert preferred({integer("1"): [equal], integer("2"): [equal]}) == integer("1")


def test_a_date_gives_way_to_the_same_date_said_more_precisely() -> None:
    better, worse = BETTER_FIRST[0], BETTER_FIRST[-1]
    ranks = {date("2025"): [better], date("2025-01"): [worse], date("2025-01-20"): [worse], date("2024-01-01"): [worse]}
    assert preferred(ranks) == date("2025-01-20")


def test_worse_evidence_of_the_same_source_makes_no_date_more_precise() -> None:
    good, bad = rank("curated", DESCRIBED, HIGH, FETCHED), rank("curated", LINKED, HIGH, EXCERPT)
    assert preferred({date("2020"): [good], date("2020-08"): [bad]}) == date("2020")


def test_the_order_of_the_values_decides_nothing() -> None:
    ranks = {integer(str(number)): [BETTER_FIRST[-1]] for number in range(4)}
    assert len({preferred(dict(order)) for order in permutations(ranks.items())}) == 1


def test_every_catalog_has_a_rank() -> None:
    assert {catalog.manifest.name for catalog in CATALOGS} <= set(SOURCES)


def test_a_name_that_more_entries_of_a_source_give_wins_then_the_alphabet_and_never_an_address() -> None:
    equal, better = rank("osai", DESCRIBED, HIGH, FETCHED), rank("curated", DESCRIBED, HIGH, FETCHED)
    auk, longer, address = Literal("Auk"), Literal("Auk the Great"), Literal("https://auk.example/")
    assert preferred_name({auk: [equal], longer: [equal, equal]}) == longer
    assert preferred_name({longer: [equal], auk: [equal]}) == auk
    assert preferred_name({auk: [equal], address: [better]}) == auk
