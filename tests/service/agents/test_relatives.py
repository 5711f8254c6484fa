import pytest
from pyoxigraph import NamedNode

from ingest.namespaces import PREFIXES
from service.agents.relatives import relatives
from service.live.reading_room import ReadingRoom
from tests.service.conftest import publish_trig
from tests.service.live_rooms import room_of

LEVEL = f"cairn:artifactLevel <{PREFIXES['concept']}artifact-level"
MODELS = f"""\
<{PREFIXES["concept"]}artifact-level/family> skos:prefLabel "family"@en .
<{PREFIXES["concept"]}artifact-level/release> skos:prefLabel "release"@en .
model:olmo rdfs:label "OLMo"@en ; {LEVEL}/family> .
model:olmo-2 rdfs:label "OLMo 2"@en ; {LEVEL}/release> ; cairn:memberOfFamily model:olmo .
model:olmo-7b rdfs:label "OLMo-7B"@en ; cairn:checkpointOf model:olmo-2 .
model:other rdfs:label "OLMo"@en .
model:unlike rdfs:label "BLOOM"@en .
project:olmo rdfs:label "OLMo"@en .
"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> ReadingRoom:
    prefixes = {**PREFIXES, "model": f"{PREFIXES['id']}model/", "project": f"{PREFIXES['id']}project/"}
    prolog = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())
    return room_of(publish_trig(tmp_path_factory.mktemp("models"), prolog + MODELS))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("olmo", ["model/olmo-2 (OLMo 2, release)", "model/other (OLMo)"]),
        ("other", ["model/olmo (OLMo, family)"]),
        ("olmo-2", ["model/olmo (OLMo, family)", "model/olmo-7b (OLMo-7B)"]),
        ("unlike", []),
        ("none", []),
    ],
)
def test_the_family_its_members_and_namesakes_come_by_how_much_is_said(
    room: ReadingRoom, asked: str, found: list[str]
) -> None:
    assert relatives(room, NamedNode(f"{PREFIXES['id']}model/{asked}")) == found
