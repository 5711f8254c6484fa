from pathlib import Path

import pytest

from ingest.release import SEARCH, Release
from ingest.search_index.fields import FORMAT_FILE, PACKAGE, code_digest, written_format
from service.errors import SearchMissing
from service.search.finding import Search
from service.search.index_files import open_index
from tests.service.search.named_things import publish_things


@pytest.fixture
def release(tmp_path: Path) -> Release:
    return publish_things(tmp_path)


def test_opening_leaves_nothing_in_the_release(release: Release) -> None:
    def there() -> list[str]:
        return sorted(path.name for path in (release.path / SEARCH).iterdir())

    before = there()
    assert Search.of(release).find("bloom").total == 3
    assert there() == before
    assert not [name for name in before if name.endswith(".lock")]


def test_an_open_index_outlives_its_files(release: Release) -> None:
    search = Search.of(release)
    for path in (release.path / SEARCH).iterdir():
        path.unlink()
    assert search.find("bloom").total == 3


@pytest.mark.parametrize("file", [FORMAT_FILE, "meta.json"])
def test_an_index_that_is_not_whole_is_missing(release: Release, file: str) -> None:
    (release.path / SEARCH / file).unlink()
    with pytest.raises(SearchMissing, match="opencairn build"):
        open_index(release)


def test_an_index_of_another_version_is_missing(release: Release) -> None:
    (release.path / SEARCH / FORMAT_FILE).write_text("opencairn search 0\n", encoding="utf-8")
    with pytest.raises(SearchMissing, match=release.id):
        open_index(release)


def test_code_that_writes_another_index_is_another_version(tmp_path: Path) -> None:
    for path in PACKAGE.glob("*.py"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = code_digest(tmp_path)
    assert before in written_format()
    code_digest.cache_clear()
    (tmp_path / "documents.py").write_text("FEW = 3\n", encoding="utf-8")
    assert code_digest(tmp_path) != before


def test_building_a_release_again_mends_its_index(release: Release, tmp_path: Path) -> None:
    (release.path / SEARCH / FORMAT_FILE).unlink()
    again = publish_things(tmp_path)
    assert again.path == release.path
    assert Search.of(again).find("bloom").total == 3


def test_a_missing_index_is_told_to_the_log_once(release: Release, caplog: pytest.LogCaptureFixture) -> None:
    (release.path / SEARCH / FORMAT_FILE).unlink()
    for _ in range(3):
        with pytest.raises(SearchMissing):
            open_index(release)
    assert len(caplog.records) == 1
