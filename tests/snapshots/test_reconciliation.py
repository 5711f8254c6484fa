"""Decisions on real labelled pairs, and what merged groups of real records hold; skipped without the snapshots.

`reconciliation_pairs.csv` holds pairs that were drawn from the snapshots at random, by how alike their names are, and
judged by reading both records.
"""

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from ingest.reconciliation.corpus import Corpus, read_corpus
from ingest.reconciliation.decisions import REVIEWED, final_targets
from ingest.reconciliation.evaluation import judge, score
from ingest.reconciliation.gold import Lookup, read_pairs
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.reconciler import Outcome, Reconciler
from ingest.reconciliation.traits import sizes_differ
from ingest.reconciliation.variants import VARIANT_OF
from ingest.resolution import thing
from ingest.work_names import read_name
from tests.snapshots.snapshot_load import DATA

LABELLED: Final = DATA / "reconciliation_dev.csv"
DRAWN: Final = Path(__file__).with_name("reconciliation_pairs.csv")
QUANTIZED: Final = frozenset({"fp8", "awq", "gptq", "gguf", "int4"})

pytestmark = pytest.mark.skipif(not LABELLED.is_file(), reason="the snapshots are not here")


@cache
def reconciled() -> tuple[Corpus, Reconciler]:
    corpus = read_corpus(DATA)
    return corpus, Reconciler(corpus.profiles, corpus.people)


@pytest.mark.parametrize("pairs", [pytest.param(LABELLED, id="labelled"), pytest.param(DRAWN, id="drawn")])
def test_decisions_agree_with_people(pairs: Path) -> None:
    corpus, reconciler = reconciled()
    found = score(judge(read_pairs(pairs), Lookup(corpus.places, corpus.profiles), reconciler))
    assert found.precision >= 0.97
    assert found.recall >= 0.9


@cache
def outcome() -> Outcome:
    return reconciled()[1].outcome()


@cache
def groups() -> list[list[Profile]]:
    """What is merged by comparison: things of which a person decided are left out."""
    corpus, _ = reconciled()
    decisions = outcome().decisions
    targets = final_targets(decisions)
    decided = {end for each in decisions if each.reason == REVIEWED for end in (each.replaced, each.canonical)}
    found: dict[object, list[Profile]] = defaultdict(list)
    for profile in corpus.profiles:
        node = thing(profile.subject)
        if profile.names and node not in decided:
            found[targets.get(node, node)].append(profile)
    return [members for members in found.values() if len({each.subject for each in members}) > 1]


def test_the_snapshots_have_hundreds_of_groups() -> None:
    assert len(groups()) > 500


def test_no_group_holds_two_levels() -> None:
    models = [[each for each in members if each.kind == "model"] for members in groups()]
    assert [members for members in models if len({each.level for each in members}) > 1] == []


@pytest.mark.parametrize("part", ["tunings", "formats"])
def test_no_group_holds_two_tunings_or_formats(part: str) -> None:
    wrong = []
    for members in groups():
        told = {frozenset(getattr(read_name(each.names[0]), part)) - {"base"} for each in members if not each.contents}
        wrong += [[each.subject for each in members]] if len(told - {frozenset()}) > 1 else []
    assert wrong == []


def test_no_group_holds_two_sizes() -> None:
    wrong = []
    for members in groups():
        told = [sizes for each in members if (sizes := read_name(each.names[0]).sizes)]
        wrong += [[each.subject for each in members]] if any(sizes_differ(told[0], each) for each in told[1:]) else []
    assert wrong == []


def test_no_group_holds_two_repositories_of_works() -> None:
    repositories = [[each for each in members if each.level == "repository"] for members in groups()]
    assert [members for members in repositories if len({each.subject for each in members}) > 1] == []


def test_variants_and_families_are_linked_by_the_hundreds() -> None:
    made = Counter(each.predicate.value.rpartition("#")[2] for each in outcome().variants)
    assert made["variantOf"] >= 700
    assert made["memberOfFamily"] >= 380


def test_most_quantized_models_have_a_link() -> None:
    """Those without are alone under their account, or nobody tells whose they are."""
    corpus, _ = reconciled()
    targets = final_targets(outcome().decisions)
    linked = {end for each in (*outcome().relations, *outcome().variants) for end in (each.subject, each.object)}
    linked = {targets.get(end, end) for end in linked}
    quantized = {
        targets.get(node, node)
        for profile in corpus.profiles
        if profile.kind == "model" and any(QUANTIZED & read_name(name).formats for name in profile.names)
        for node in [thing(profile.subject)]
    }
    assert len(quantized & linked) >= 0.6 * len(quantized)


def test_a_variant_is_no_variant_of_what_is_one_of_its_own() -> None:
    above = {each.subject: each.object for each in outcome().variants if each.predicate == VARIANT_OF}
    for start in above:
        seen, node = {start}, above[start]
        while node in above:
            assert node not in seen
            seen.add(node)
            node = above[node]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("ecosystem-graphs.deepseek.yaml-deepseek-chat-c76ba8", "models-dev.deepseek-chat", id="alias"),
        pytest.param("epoch.gpt-4o-openai-e23db6", "models-dev.openai-gpt-4o-2024-11-20", id="snapshot"),
        pytest.param("model-openness-tool.llama-3-8b", "models-dev.llama3-8b-8192", id="served length"),
        pytest.param("epoch.qwen2.5-max-alibaba-24c3d7", "models-dev.qwen-max", id="version of an alias"),
    ],
)
def test_what_providers_serve_under_other_terms_stays_apart(one: str, other: str) -> None:
    targets = final_targets(outcome().decisions)
    left, right = thing(f"model/{one}"), thing(f"model/{other}")
    assert targets.get(left, left) != targets.get(right, right)
    assert {left, right} <= {thing(profile.subject) for profile in reconciled()[0].profiles}
