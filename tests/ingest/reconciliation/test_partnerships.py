"""Partnerships for compute that two catalogs report are one where provider, recipient, model and machine are."""

from collections.abc import Iterable

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from ingest.namespaces import iri
from ingest.reconciliation import Decision, People, reconcile

ARRANGED = {
    "provider": ["organization/harbor"],
    "recipient": ["organization/quay"],
    "resultedIn": ["model/gull"],
    "providesAccessTo": ["machine/heron"],
}
NOBODY = People()
OWN, LIKE, OTHER = (iri(f"id:partnership/{slug}") for slug in ("harbor-gull", "epoch.gull-harbor", "epoch.gull-2"))


def report(node: NamedNode, source: str = "curated", **told: list[str]) -> list[Quad]:
    """What a source tells of a partnership: as in `ARRANGED` where nothing else is given."""
    return [
        Quad(node, iri(f"cairn:{name}"), iri(f"id:{value}"), iri(f"graph:{source}"))
        for name, values in (ARRANGED | told).items()
        for value in values
    ]


def joined(*quads: Iterable[Quad], people: People = NOBODY, stands: Iterable[NamedNode] = ()) -> set[tuple[str, str]]:
    found = reconcile([quad for each in quads for quad in each], people, frozenset(stands).__contains__)
    start = len(iri("id:partnership/").value)
    return {(each.replaced.value[start:], each.canonical.value[start:]) for each in found.decisions}


def test_one_arrangement_that_two_sources_report_is_one() -> None:
    decisions = reconcile([*report(OWN), *report(LIKE, "epoch")]).decisions
    assert [(each.replaced, each.canonical, each.reason) for each in decisions] == [(LIKE, OWN, "agreeing-records")]
    assert "machine/heron" in str(decisions[0].basis)


def test_three_sources_report_one_arrangement() -> None:
    third = iri("id:partnership/osai.gull")
    assert joined(report(OWN), report(LIKE, "epoch"), report(third, "osai")) == {
        ("epoch.gull-harbor", "harbor-gull"),
        ("osai.gull", "harbor-gull"),
    }


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"provider": ["organization/pier"]}, id="provider"),
        pytest.param({"recipient": ["organization/pier"]}, id="recipient"),
        pytest.param({"resultedIn": ["model/tern"]}, id="model"),
        pytest.param({"providesAccessTo": ["machine/ibis"]}, id="machine"),
    ],
)
def test_what_differs_in_a_part_is_another_arrangement(told: dict[str, list[str]]) -> None:
    assert joined(report(OWN), report(LIKE, "epoch", **told)) == set()


def test_a_report_without_a_machine_is_of_the_arrangement_that_agrees_in_all_else() -> None:
    assert joined(report(OWN), report(LIKE, "epoch", providesAccessTo=[])) == {("epoch.gull-harbor", "harbor-gull")}
    other = report(OTHER, providesAccessTo=["machine/ibis"])
    assert joined(report(OWN), other, report(LIKE, "epoch", providesAccessTo=[])) == set(), "which one it is of"


def test_periods_and_amounts_that_contradict_one_another_are_of_two_arrangements() -> None:
    first, second = ["period/2021--2022"], ["period/2024--2025"]
    assert joined(report(OWN, during=first), report(LIKE, "epoch")) != set()
    assert joined(report(OWN, during=first), report(LIKE, "epoch", during=second)) == set()
    amounts = [
        quad
        for number, (node, source) in enumerate(((OWN, "curated"), (LIKE, "epoch")))
        for quad in (
            Quad(iri(f"id:allocation/{number}"), iri("cairn:underPartnership"), node, iri(f"graph:{source}")),
            Quad(iri(f"id:allocation/{number}"), iri("cairn:allocatedAmount"), Literal(number), iri(f"graph:{source}")),
        )
    ]
    assert joined(report(OWN), report(LIKE, "epoch"), amounts) == set()


def test_who_leads_the_project_that_it_is_for_is_a_recipient() -> None:
    leads = Quad(iri("id:project/gull"), iri("cairn:ledBy"), iri("id:organization/quay"), iri("graph:curated"))
    given = report(OWN, recipient=["project/marsh"], forProject=["project/gull"])
    assert joined(given, report(LIKE, "epoch")) == set()
    assert joined(given, report(LIKE, "epoch"), [leads]) == {("epoch.gull-harbor", "harbor-gull")}


def test_a_report_that_agrees_with_two_of_a_source_is_neither() -> None:
    assert joined(report(OWN), report(LIKE, "epoch"), report(OTHER, "epoch")) == set()


def test_providers_that_are_one_by_other_decisions_make_one_arrangement() -> None:
    same = People((Decision(iri("id:organization/epoch.harbor"), iri("id:organization/harbor"), "reviewed", "one"),))
    names = [
        Quad(iri(f"id:organization/{slug}"), iri("rdfs:label"), Literal("Harbor"), iri(f"graph:{source}"))
        for slug, source in (("harbor", "curated"), ("epoch.harbor", "epoch"))
    ]
    other = report(LIKE, "epoch", provider=["organization/epoch.harbor"])
    assert ("epoch.gull-harbor", "harbor-gull") in joined(report(OWN), other, names, people=same)


def test_people_keep_partnerships_apart_and_what_stands_stays() -> None:
    apart = People(different=frozenset({frozenset({"partnership/harbor-gull", "partnership/epoch.gull-harbor"})}))
    assert joined(report(OWN), report(LIKE, "epoch"), people=apart) == set()
    assert joined(report(OWN), report(LIKE, "epoch"), stands=[LIKE]) == {("harbor-gull", "epoch.gull-harbor")}
