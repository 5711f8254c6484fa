from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest.build import Inputs, build
from ingest.reconcile_cli import reconcile
from tests.ingest.conftest import write_curated

ASSETS = """
- {name: Gull, type: model, organization: Harbor, created_date: 2024-02-01, size: 7B parameters}
- {name: Gull Seven, type: model, organization: Harbor}
"""
OTHERS = "- {name: Gull, type: model, organization: Quay}\n"
PAIRS = (
    "left_source,left_id,left_name,right_source,right_id,right_name,same,note\n"
    "ecosystem-graphs,harbor.yaml#Gull,Gull,ecosystem-graphs,harbor.yaml#Gull Seven,Gull Seven,0,other\n"
    "ecosystem-graphs,harbor.yaml#Gull,Gull,ecosystem-graphs,quay.yaml#Gull,Gull,1,renamed\n"
)


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Snapshots of one catalog of three models, curated files without facts, and labelled pairs."""
    assets = tmp_path / "snapshots/ecosystem_graphs/assets"
    assets.mkdir(parents=True)
    (assets / "harbor.yaml").write_text(ASSETS)
    (assets / "quay.yaml").write_text(OTHERS)
    (tmp_path / "curated").mkdir()
    (tmp_path / "pairs.csv").write_text(PAIRS)
    return tmp_path


def run(folders: Path, *arguments: str) -> Result:
    options = ["--snapshots", str(folders / "snapshots"), "--curated", str(folders / "curated")]
    return CliRunner().invoke(reconcile, [*arguments, *options], catch_exceptions=False)


def test_review_shows_both_records_and_how_to_decide(folders: Path) -> None:
    result = run(folders, "review")
    assert result.exit_code == 0
    assert "by: Harbor; date: 2024-02-01" in result.stdout
    assert "by: Quay" in result.stdout
    assert "why not decided: same-name" in result.stdout
    assert "# under redirects" in result.stdout
    assert "1 pairs are undecided" in result.stderr


def test_what_a_person_decided_is_not_asked_again(folders: Path) -> None:
    [line] = [line for line in run(folders, "review").stdout.splitlines() if "# under different" in line]
    decision = line.partition("  #")[0].replace("because: ", "because: two makers")
    (folders / "curated/redirects.yaml").write_text(f"different:\n{decision}\n")
    assert run(folders, "review").stdout == ""


def test_evaluate_prints_scores_and_misses(folders: Path) -> None:
    result = run(folders, "evaluate", str(folders / "pairs.csv"))
    assert result.exit_code == 0
    assert "all           precision 0.000  recall 0.000" in result.stdout
    assert "missed, row 2: Gull (ecosystem-graphs harbor.yaml#Gull)" in result.stdout


def test_a_file_that_holds_no_pairs_is_refused(folders: Path) -> None:
    (folders / "pairs.csv").write_text("a,b\n1,2\n")
    result = run(folders, "evaluate", str(folders / "pairs.csv"))
    assert result.exit_code == 1
    assert "columns are missing" in result.stderr


def from_release(folders: Path, *arguments: str) -> Result:
    options = ["--data", str(folders / "data"), "--curated", str(folders / "curated")]
    return CliRunner().invoke(reconcile, [*arguments, *options], catch_exceptions=False)


def test_without_snapshots_the_records_of_the_current_release_are_compared(folders: Path) -> None:
    inputs = Inputs(curated=write_curated(folders / "curated"))
    build(folders / "data", inputs, snapshots=folders / "snapshots", accepted=["ecosystem_graphs"])
    pairs = str(folders / "pairs.csv")
    assert from_release(folders, "evaluate", pairs).stdout == run(folders, "evaluate", pairs).stdout
    assert from_release(folders, "review").stdout == run(folders, "review").stdout


def test_without_snapshots_and_without_catalogs_it_is_said_what_to_do(folders: Path) -> None:
    pairs = str(folders / "pairs.csv")
    nothing = from_release(folders, "evaluate", pairs)
    assert nothing.exit_code == 1
    assert "run `opencairn build --data" in nothing.stderr
    build(folders / "data", Inputs(curated=write_curated(folders / "curated")))
    own = from_release(folders, "evaluate", pairs)
    assert own.exit_code == 1
    assert "holds no catalogs: give --snapshots" in own.stderr
