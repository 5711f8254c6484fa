"""HermiT over the ontology: needs Java (`apt-get install default-jre-headless`) and owlready2, which carries HermiT."""

import importlib.util
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from rdflib import Graph

from ingest.data_folders import folder
from tests.ontology.bad_terms import PREFIXES

ONTOLOGY = folder("ontology")
JAVA: Final = shutil.which("java")
CARRIER: Final = importlib.util.find_spec("owlready2")
HERMIT: Final = Path(CARRIER.origin).parent / "hermit" / "HermiT.jar" if CARRIER and CARRIER.origin else Path("none")

pytestmark = [
    pytest.mark.skipif(JAVA is None, reason="no Java: apt-get install default-jre-headless"),
    pytest.mark.skipif(not HERMIT.is_file(), reason="no HermiT: pip install owlready2"),
]

SAMPLE: Final = (
    PREFIXES
    + """
@prefix id: <https://w3id.org/opencairn/id/> .
id:bigscience a cairn:Collaborative ; cairn:produces id:bloom ; cairn:hasWorkingGroup id:data-group .
id:bloom a cairn:Model ; cairn:parameterCount 176000000000 ; cairn:hasComponentOpenness id:bloom-weights .
id:bloom-weights a cairn:ComponentOpenness ; cairn:component id:weights ; cairn:during id:since-2022 .
id:allocation a cairn:ComputeAllocation ; cairn:allocationIdentifier "1" ; cairn:underPartnership id:partnership .
id:partnership a cairn:ComputePartnership ; cairn:provider id:genci ; cairn:recipient id:bigscience .
id:membership a org:Membership ; org:member id:person ; org:organization id:bigscience ; org:role id:chair .
id:person a foaf:Person .
id:quote a cairn:Quote ; cairn:spokenBy id:person ; cairn:concerns id:bloom ; cairn:evidencedBy id:evidence .
id:evidence a cairn:Evidence ; cairn:locator "line 1" .
id:gap a cairn:KnownGap ; cairn:concerns id:allocation ; cairn:aboutProperty cairn:allocatedAmount .
"""
)
CONTRADICTIONS: Final = {
    "a project is no artifact": "id:bigscience a cairn:Model .",
    "a model is no dataset": "id:bloom a cairn:Dataset .",
    "what is produced is no project": "id:genci a cairn:Project . id:bigscience cairn:produces id:genci .",
    "one parameter count": "id:bloom cairn:parameterCount 1 .",
    "one model does not derive from itself": "id:bloom cairn:derivedFromModel id:bloom .",
    "evidence is no claim": "id:quote a cairn:Evidence .",
}


def hermit(graph: Graph, action: str, path: Path) -> str:
    graph.serialize(path, format="xml", encoding="utf-8")
    command = [
        str(JAVA),
        "-Xmx400M",
        "-cp",
        str(HERMIT),
        "org.semanticweb.HermiT.cli.CommandLine",
        action,
        path.as_uri(),
    ]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return answer.stdout + answer.stderr


def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "core.ttl").parse(ONTOLOGY / "alignments.ttl")


def is_consistent(graph: Graph, path: Path) -> bool:
    answer = hermit(graph, "--consistency", path)
    assert "satisfiable" in answer or "Inconsistent" in answer, answer
    return "is satisfiable" in answer


def unsatisfiable(graph: Graph, path: Path) -> list[str]:
    answer = hermit(graph, "--unsatisfiable", path)
    assert "owl:Nothing" in answer, answer
    return [line.strip() for line in answer.splitlines()[1:] if line.startswith(("\t", " ")) and "Nothing" not in line]


def test_no_class_is_bound_to_be_empty(tmp_path: Path) -> None:
    assert unsatisfiable(ontology(), tmp_path / "ontology.owl") == []


def test_a_class_that_is_bound_to_be_empty_is_noticed(tmp_path: Path) -> None:
    both = f"{PREFIXES} cairn:Both a owl:Class ; rdfs:subClassOf cairn:Model , cairn:Dataset ."
    assert unsatisfiable(ontology().parse(data=both), tmp_path / "ontology.owl") != []


def test_sample_data_agree_with_the_ontology(tmp_path: Path) -> None:
    assert is_consistent(ontology().parse(data=SAMPLE), tmp_path / "sample.owl")


@pytest.mark.parametrize("contradiction", CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_a_contradiction_is_noticed(contradiction: str, tmp_path: Path) -> None:
    assert not is_consistent(ontology().parse(data=SAMPLE + contradiction), tmp_path / "sample.owl")
