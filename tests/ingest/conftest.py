"""A small curated folder, written as a contributor would."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.data_folders import ONTOLOGY
from ingest.vocabulary import Vocabulary, load_vocabulary

DOCUMENT = """
type: Document
label: A study of workshops
evidence:
  - url: https://example.org/study
    title: The study's page
    evidenceKind: paper
    readHow: fetched
    says:
      issued: 2023-10
"""
WORKSHOP = """
type: Collaborative
label: The workshop
altLabel: [Workshop]
evidence:
  - source: document/study
    locator: Section 2, line 46
    rows: [F001]
    says:
      activeFrom: 2021-05
      memberCountry: [fra, ind]
      hasMetric:
        id: metric/workshop-volunteers
        metricType: volunteers
        metricValue: 1000
        comparator: at-least
  - source: document/study
    locator: Section 3
    kind: speaker-claim
    speaker: organization/host
    says:
      spawnedFrom: project/older
"""
OLDER = """
type: Project
label: The older project
evidence:
  - source: document/study
    says:
      activeUntil: "2020"
"""
HOST = """
type: Organization
label: The host
evidence:
  - source: document/study
    confidence: medium
    says:
      locatedIn: nor
      exactMatch: https://ror.org/02grspc61
"""

Write = Callable[[str, str], Path]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(ONTOLOGY)


def write_curated(folder: Path) -> Path:
    for name, content in {
        "document/study.yaml": DOCUMENT,
        "project/workshop.yaml": WORKSHOP,
        "project/older.yaml": OLDER,
        "organization/host.yaml": HOST,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    return write_curated(tmp_path / "curated")


@pytest.fixture
def write(curated: Path) -> Write:
    """Add or replace one file of the curated folder."""

    def _write(name: str, content: str) -> Path:
        path = curated / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    return _write
