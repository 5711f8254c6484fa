"""Machines and partnerships for compute that several real catalogs report are one thing each."""

from typing import Final

import pytest
from pyoxigraph import Store

from ingest.namespaces import PREFIXES
from ingest.sparql import rows
from tests.snapshots.snapshot_load import OF_MODELS, needs

pytestmark = needs(*OF_MODELS)

NAMES: Final = """
SELECT ?name (COUNT(DISTINCT ?machine) AS ?machines) { ?machine a cairn:ComputeResource ; rdfs:label ?name }
GROUP BY ?name"""


def joined_into(store: Store, kept: str) -> int:
    query = f"SELECT ?decision {{ ?decision cairn:keeps <{PREFIXES['id']}{kept}> }}"
    return len(list(rows(store, query)))


def test_no_two_machines_have_one_name(joined: Store) -> None:
    machines = {getattr(name, "value", ""): getattr(number, "value", "") for name, number in rows(joined, NAMES)}
    assert {
        "Jean Zay",
        "LUMI",
        "Aurora",
        "Condor Galaxy",
        "Condor Galaxy 1",
        "Research SuperCluster",
    } <= machines.keys()
    assert {name for name, number in machines.items() if number != "1"} == set()


@pytest.mark.parametrize(
    ("kept", "others"),
    [
        ("machine/jean-zay", 1),
        ("machine/lumi", 2),
        ("machine/aurora", 1),
        ("machine/condor-galaxy-1", 2),
        ("partnership/genci-bigscience-jean-zay", 1),
        ("partnership/cerebras-llm360-crystalcoder", 2),
        ("partnership/csc-olmo-7b", 1),
        ("partnership/aws-huggingface-idefics", 1),
    ],
)
def test_the_curated_one_stands_for_those_of_catalogs(joined: Store, kept: str, others: int) -> None:
    assert joined_into(joined, kept) == others


def test_bloom_was_trained_on_one_machine(joined: Store) -> None:
    query = f"SELECT DISTINCT ?machine {{ <{PREFIXES['id']}model/bloom> cairn:trainedUsing ?machine }}"
    assert [getattr(machine, "value", "") for (machine,) in rows(joined, query)] == [
        f"{PREFIXES['id']}machine/jean-zay"
    ]
