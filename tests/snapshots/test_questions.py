"""Every question on a release of all catalogs: its columns, the types of its cells, and how much it finds."""

import subprocess
import sys
from typing import Final

import pytest
from pyoxigraph import Store

from ingest.data_folders import QUERIES
from ingest.questions.files import load
from tests.questions.answer_forms import empty_columns, faults
from tests.snapshots.snapshot_load import ALL_CATALOGS, DATA, needs

pytestmark = needs(*ALL_CATALOGS)
QUESTIONS = load(QUERIES)
EMPTY: Final[dict[tuple[str, str], str]] = {
    ("access-conditions-that-exclude-regions", "license_type"): "no source tells it of the conditions that there are",
    ("artifacts-and-projects-by-platform", "operator"): "no source tells who operates the platforms",
    ("artifacts-of-a-developer", "modified"): "catalogs tell it of artifacts of others",
    ("contributions-to-a-project", "stage"): "the contributions of the example are to no stage",
    ("datasets-used-in-post-training", "model"): "the dataset is told of without a model",
    ("event-series-of-a-project", "event"): "single events of the example's series are not told of",
    ("events-and-what-was-presented", "series"): "the events are of no series",
    ("how-source-values-were-read", "meaning"): "what could not be read has no meaning",
    ("how-to-join", "ended"): "the example has not ended",
    ("licenses-above-a-model", "restricts_use"): "no restriction is recorded of the licenses above the example",
    ("models-derived-from-a-model", "basis"): "catalogs state the example's derivations, no document",
    ("models-derived-from-a-model", "locator"): "as for the basis",
    ("models-derived-from-a-model", "speaker"): "as for the basis",
    ("models-ready-for-mldcat-ap", "file"): "no catalog lists the files of a model",
    ("publication-of-a-document", "applies_in"): "the example is no rule",
    ("sources-of-a-thing", "entry_changed"): "the example is no entry of a catalog",
}
"""Columns that nothing fills when a question is asked with its examples or defaults, and why they stay."""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The store of a release with all catalogs, built in a process of its own, whose memory ends with it."""
    data = tmp_path_factory.mktemp("all-catalogs")
    command = [sys.executable, "-m", "service", "build", "--data", str(data), "--snapshots", str(DATA)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return Store.read_only(str(data / "current" / "store"))


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_release_of_all_catalogs_answers_every_question(name: str, release: Store) -> None:
    question = QUESTIONS[name]
    assert faults(release, question, question.expect.min_rows_full) == []


@pytest.mark.parametrize("name", [name for name, question in QUESTIONS.items() if question.form == "select"])
def test_each_column_has_a_value_in_some_row(name: str, release: Store) -> None:
    assert {column for column in empty_columns(release, QUESTIONS[name]) if (name, column) not in EMPTY} == set()
