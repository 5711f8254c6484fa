from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from ingest.errors import RecordError
from ingest.evidence import CLAIMED, GRAPH
from ingest.namespaces import iri
from ingest.reconciliation import Decision, People, decision_quads, final_targets, reconcile, reviewed
from ingest.reconciliation.decisions import Relation

ROR = NamedNode("https://ror.org/02grspc61")


def same_as(thing: str, identifier: NamedNode) -> Quad:
    return Quad(iri(f"id:{thing}"), iri("skos:exactMatch"), identifier, GRAPH)


def test_things_that_share_a_registry_identifier_are_one() -> None:
    [decision] = reconcile([same_as("organization/b", ROR), same_as("organization/a", ROR)]).decisions
    assert decision.replaced == iri("id:organization/b")
    assert decision.canonical == iri("id:organization/a")
    assert decision.reason == "shared-identifier"
    assert decision.basis == ROR


@pytest.mark.parametrize(
    "quads",
    [
        pytest.param([same_as("organization/a", ROR), same_as("project/a", ROR)], id="things of two kinds"),
        pytest.param(
            [same_as(f"model/{slug}", NamedNode("https://arxiv.org/abs/2211.05100")) for slug in "ab"],
            id="a shared paper",
        ),
        pytest.param(
            [same_as(f"model/{slug}", NamedNode("https://ror.org/02grspc61/x")) for slug in "ab"], id="a longer address"
        ),
    ],
)
def test_a_shared_link_is_not_identity(quads: list[Quad]) -> None:
    assert reconcile(quads).decisions == ()


def test_a_persons_decision_wins() -> None:
    person = Decision(iri("id:organization/a"), iri("id:organization/b"), "reviewed", "b is the older name")
    decisions = reconcile([same_as("organization/a", ROR), same_as("organization/b", ROR)], People((person,))).decisions
    assert decisions == (person,)
    assert final_targets(decisions) == {person.replaced: person.canonical}


def test_what_people_keep_stays_when_others_share_its_identifier() -> None:
    a, b, c = (iri(f"id:organization/{slug}") for slug in "abc")
    quads = [same_as("organization/a", ROR), same_as("organization/b", ROR)]
    decisions = reconcile(quads, People((Decision(b, c, "reviewed", "c is the older name"),))).decisions
    assert final_targets(decisions) == {a: c, b: c}


def test_things_joined_by_two_identifiers_are_one() -> None:
    a, b, c = (iri(f"id:organization/{slug}") for slug in "abc")
    other = NamedNode("http://www.wikidata.org/entity/Q1")
    shared = [("b", ROR), ("c", ROR), ("c", other), ("a", other)]
    assert final_targets(reconcile([same_as(f"organization/{slug}", name) for slug, name in shared]).decisions) == {
        b: a,
        c: a,
    }


def test_http_and_https_make_no_other_identifier() -> None:
    plain = NamedNode(ROR.value.replace("https", "http"))
    assert len(reconcile([same_as("organization/a", ROR), same_as("organization/b", plain)]).decisions) == 1


def test_a_claimed_identifier_decides_nothing() -> None:
    claimed = Quad(iri("id:organization/b"), iri("skos:exactMatch"), ROR, CLAIMED)
    assert reconcile([same_as("organization/a", ROR), claimed]).decisions == ()


def test_a_chain_of_decisions_ends_at_its_last_thing() -> None:
    a, b, c = (iri(f"id:organization/{slug}") for slug in "abc")
    assert final_targets([Decision(a, b, "reviewed", "x"), Decision(b, c, "reviewed", "x")]) == {a: c, b: c}


def test_a_circle_of_decisions_ends() -> None:
    a, b = (iri(f"id:organization/{slug}") for slug in "ab")
    assert len(final_targets([Decision(a, b, "reviewed", "x"), Decision(b, a, "reviewed", "x")])) <= 2


def test_a_replaced_thing_leaves_a_redirect() -> None:
    a, b = (iri(f"id:organization/{slug}") for slug in "ab")
    quads = decision_quads([Decision(a, b, "reviewed", "one and the same")])
    assert any((quad.subject, quad.predicate, quad.object) == (a, iri("dct:isReplacedBy"), b) for quad in quads)


def test_reviewed_decisions_are_read_from_their_file(tmp_path: Path) -> None:
    path = tmp_path / "redirects.yaml"
    path.write_text("redirects:\n  organization/a: {to: organization/b, because: renamed in 2024}\n")
    assert reviewed(path).same == (
        Decision(iri("id:organization/a"), iri("id:organization/b"), "reviewed", "renamed in 2024"),
    )


def test_pairs_that_a_person_keeps_apart_are_read(tmp_path: Path) -> None:
    path = tmp_path / "redirects.yaml"
    path.write_text("different:\n  - {pair: [model/a, model/b], because: two sizes}\n")
    assert reviewed(path).different == frozenset({frozenset({"model/a", "model/b"})})


@pytest.mark.parametrize(
    "content",
    [
        "redirects: [a]",
        "redirects: {a: b}",
        "a: [",
        "redirects: {a: {to: b}}",
        "redirects: {project/a: {to: 'project/b c', because: x}}",
        "redirects: {project/a: {to: [project/b], because: x}}",
        "redirects: {project/a: {to: project/b, because: x}, project/b: {to: project/a, because: x}}",
        "redirects: {project/a: {to: project/a, because: x}}",
    ],
)
def test_a_file_of_decisions_that_cannot_be_read_stops_the_build(tmp_path: Path, content: str) -> None:
    path = tmp_path / "redirects.yaml"
    path.write_text(content)
    with pytest.raises(RecordError):
        reviewed(path)


def test_a_relation_holds_between_the_iris_that_stay() -> None:
    old, new, family = (iri(f"id:model/{slug}") for slug in ("old", "new", "family"))
    decision = Decision(old, new, "reviewed", "one and the same")
    relation = Relation(old, iri("cairn:memberOfFamily"), family)
    quads = decision_quads([decision], [relation])
    assert [quad.subject for quad in quads if quad.predicate == iri("cairn:memberOfFamily")] == [new]
