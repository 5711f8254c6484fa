"""Every question on a release of all catalogs: its columns, the types of its cells, and how much it finds."""

import subprocess
import sys

import pytest
from pyoxigraph import Store

from ingest.data_folders import QUERIES
from ingest.questions.files import load
from tests.questions.answer_forms import faults
from tests.snapshots.snapshot_load import ALL_CATALOGS, DATA, needs

pytestmark = needs(*ALL_CATALOGS)
QUESTIONS = load(QUERIES)


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
