"""Machines of several catalogs are one by their names, unless these describe hardware or something contradicts them."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from ingest.namespaces import iri
from ingest.reconciliation import Reconciler
from ingest.reconciliation.profiles import Profile, profiles
from tests.ingest.reconciliation.things import compared, organization, profile_with


def machine(source: str, name: str, operator: str = "", **more: object) -> Profile:
    slug = "".join(letter if letter.isalnum() else "-" for letter in name.lower())
    found = Profile(f"machine/{source}.{slug}", source, (name,), organizations=(operator,) if operator else ())
    return profile_with(found, more)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(
            machine("curated", "Grand Heron", "Harbor"), machine("epoch", "Grand-Heron", "Harbor"), id="hyphen"
        ),
        pytest.param(machine("curated", "Heron", "Harbor"), machine("epoch", "HERON supercomputer"), id="one operator"),
        pytest.param(machine("osai", "Marsh SuperCluster"), machine("epoch", "Marsh Super Cluster"), id="no operator"),
        pytest.param(machine("curated", "Heron 2"), machine("epoch", "Heron 2 (Finland)"), id="place in brackets"),
    ],
)
def test_machines_of_one_name_are_one(left: Profile, right: Profile) -> None:
    assert compared(left, right).same


@pytest.mark.parametrize(
    "name",
    [
        "TPU v4 pod",
        "A100 cluster",
        "NVIDIA DGX H100",
        "Google Cloud TPU v3-512",
        "GPU",
        "Harbor AI cluster",
        "64x A100",
    ],
)
def test_descriptions_of_hardware_name_no_machine(name: str) -> None:
    google, harbor = organization("curated", "Google"), organization("curated", "Harbor AI")
    assert not compared(machine("epoch", name), machine("osai", name), google, harbor).same


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(machine("curated", "Heron", "Harbor"), machine("epoch", "Heron", "Quay"), id="other operators"),
        pytest.param(
            machine("curated", "Heron", country="fra"), machine("epoch", "Heron", country="fin"), id="countries"
        ),
        pytest.param(machine("curated", "Grand Heron"), machine("epoch", "Grand Heron 1"), id="a number"),
        pytest.param(machine("curated", "Heron 1"), machine("epoch", "Heron 2"), id="two numbers"),
        pytest.param(machine("epoch", "Grand Heron"), machine("epoch", "Grand  Heron"), id="one catalog"),
    ],
)
def test_machines_that_contradict_one_another_are_two(left: Profile, right: Profile) -> None:
    assert not compared(left, right).same


def test_a_name_that_two_machines_bear_tells_nothing_of_a_third_without_operator() -> None:
    known = [machine("curated", "Heron", "Harbor"), machine("epoch", "Heron", "Quay")]
    bare = machine("osai", "Heron")
    assert not compared(known[0], bare, known[1]).same
    assert Reconciler([*known, bare]).outcome().decisions == ()


def test_the_curated_machine_stays_with_reason_and_confidence() -> None:
    found = [machine(source, "Grand Heron", "Harbor") for source in ("epoch", "curated", "ecosystem_graphs")]
    decisions = Reconciler(found).outcome().decisions
    assert {each.canonical for each in decisions} == {iri("id:machine/curated.grand-heron")}
    assert [(each.reason, each.confidence) for each in decisions] == [("agreeing-records", 0.9)] * 2


def test_operators_and_hosts_of_machines_are_compared_by_their_names() -> None:
    heron, graph = iri("id:machine/heron"), iri("graph:epoch")
    parties = {"operatedBy": "harbor", "hostedBy": "quay"}
    quads = [Quad(heron, iri("rdfs:label"), Literal("Heron"), graph)]
    for role, party in parties.items():
        node = NamedNode(iri("id:organization/").value + party)
        quads += [Quad(node, iri("rdfs:label"), Literal(party), graph), Quad(heron, iri(f"cairn:{role}"), node, graph)]
    [found] = [each for each in profiles(quads) if each.kind == "machine"]
    assert found.organizations == ("harbor", "quay")
