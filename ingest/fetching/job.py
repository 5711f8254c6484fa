"""What the steps of fetching one catalog share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ingest.data_folders import CURATED
from ingest.errors import Spoiled
from ingest.fetching.client import WHOLE
from ingest.fetching.collection import Collection
from ingest.fetching.journal import Answer
from ingest.sources.upstream import MOST_REPOSITORIES


@dataclass(frozen=True)
class Wishes:
    """What a user asks for.

    Attributes:
        base: address to fetch from in place of the usual one, "" for that.
        documents: addresses of documents, for a catalog that has no address of its own.
        owners: accounts on the Hub all of whose repositories are wanted.
        limit: most repositories to be asked for.
        curated: folder of the curated files, which name things too.
    """

    base: str = ""
    owners: tuple[str, ...] = ()
    limit: int = MOST_REPOSITORIES
    documents: tuple[str, ...] = ()
    curated: Path = CURATED


@dataclass
class Job:
    """The fetching of one catalog.

    Attributes:
        name: of the catalog.
        base: address that all addresses are below, with a slash at its end.
        live: the snapshot folder of the last fetch.
        snapshots: folder with the snapshots of all catalogs.
        made: files that were made of answers, paths in the folder of the collection.
        whole: files that are read and hold one answer each as it came, paths in that folder.
        notes: sentences for the user.
    """

    name: str
    base: str
    snapshots: Path
    live: Path
    collection: Collection
    wishes: Wishes
    made: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.collection.folder

    def required(self, address: str, largest: int, file: str) -> Answer:
        """The answer from an address below the base, or a whole one; raises Spoiled if there is none."""
        url = address if "://" in address else self.base + address
        answer = self.collection.answer(url, largest, file)
        if answer.status != WHOLE:
            raise Spoiled(
                f"{url}: the answer is {answer.status}: it is not there any more, or not for everybody. "
                "If it has moved, name the new place with --from"
            )
        return answer

    def write(self, path: str, lines: Iterable[str]) -> None:
        """Write a file that is made of answers."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w", encoding="utf-8") as file:
            file.writelines(lines)
        self.made.add(path)
