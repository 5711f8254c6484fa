"""Open the search index of a release."""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import tantivy

from ingest.release import SEARCH, Release
from ingest.search_index import fields
from service.errors import SearchMissing

log = logging.getLogger(__name__)
_warned: set[Path] = set()

MISSING: Final = (
    "Release {release} has no search index that this version of OpenCairn reads. Whoever runs this server can write "
    "one with `opencairn build`; everything else works without it."
)


def open_index(release: Release) -> tantivy.Index:
    """The index of a release, to read; raises SearchMissing if there is none, or one that another version wrote.

    The engine writes lock files beside what it opens, and a server need not be allowed to write into a release: so it
    gets a folder of links, which may be gone once the files are open.
    """
    folder = release.path / SEARCH
    try:
        if (folder / fields.FORMAT_FILE).read_text(encoding="utf-8") == fields.written_format():
            return linked_index(folder)
        why = "was written by another version"
    except (OSError, ValueError) as error:  # the engine raises ValueError for what it cannot read
        why = f"cannot be opened: {error}"
    warn_once(folder, why)
    raise SearchMissing(MISSING.format(release=release.id))


def warn_once(folder: Path, why: str) -> None:
    """Every search tries again, but the log need not grow with each."""
    if folder not in _warned:
        _warned.add(folder)
        log.warning("the search index %s %s", folder, why)


def linked_index(folder: Path) -> tantivy.Index:
    with TemporaryDirectory(prefix="opencairn-search-") as links:
        for path in folder.resolve().iterdir():
            (Path(links) / path.name).symlink_to(path)
        index = tantivy.Index.open(links)
        index.register_tokenizer(fields.WORDS, fields.analyzer())
        index.config_reader("manual")
        index.searcher()
        return index
