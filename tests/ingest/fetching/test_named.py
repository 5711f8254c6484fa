from pathlib import Path

from ingest.fetching.named import compared, named_in
from tests.ingest.conftest import Write

PROJECT = """
type: Model
label: Heron
evidence:
  - source: document/study
    says: {hubRepository: heron-lab/Heron-7B}
"""


def test_curated_files_name_repositories_and_organizations(curated: Path, write: Write, tmp_path: Path) -> None:
    write("model/heron.yaml", PROJECT)
    named = named_in(tmp_path, "huggingface", curated)
    assert named.repositories == {("model", "heron-lab/Heron-7B"): 1}
    assert named.organizations == {compared("The host")}
    assert named.registered == {"https://ror.org/02grspc61"}


def test_a_repository_in_doubt_is_named_as_well(tmp_path: Path, curated: Path) -> None:
    folder = tmp_path / "model_openness_tool" / "models"
    folder.mkdir(parents=True)
    (folder / "a.yml").write_text(
        "framework: {name: MOF, version: '1.0'}\nrelease: {name: Heron-7B, producer: Heron Lab, type: language,"
        " huggingface: 'https://huggingface.co/heron-lab/Egret-9B', components: []}\n"
    )
    assert ("model", "heron-lab/Egret-9B") in named_in(tmp_path, "huggingface", curated).repositories


def test_what_the_catalog_itself_and_the_hub_name_does_not_count(tmp_path: Path, curated: Path) -> None:
    for name in ("ror", "huggingface"):
        (tmp_path / name).mkdir()
    (tmp_path / "huggingface" / "models_a.jsonl").write_text('{"id": "heron-lab/Heron-7B"}\n')
    assert not named_in(tmp_path, "ror", curated).repositories
