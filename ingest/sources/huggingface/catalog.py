"""The Hugging Face Hub: models, datasets and the accounts that own them.

A record is a repository, one place with files, and not the release whose files it may hold. Its IRI comes from its
path; the Hub's own identifier (`_id`), which survives renaming, is kept as identifier `hub:...`.

An account is an organization or a person, in one space of names, and a repository does not tell which. So every
account is one thing of the kind organization, and where the Hub has not said that it is one, a source value about
its classification says that this is open.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from ingest.records import Record, Rejected
from ingest.sources import hostile
from ingest.sources.entries import Fields, entry
from ingest.sources.huggingface.cards import REFUSED
from ingest.sources.huggingface.files import DATASET, MODEL, USER, Entry, answers, rejected, rows
from ingest.sources.huggingface.lineage import NAME, NAMESPACE, REPOSITORY, Mention, object_id, repository
from ingest.sources.huggingface.repositories import CLASS, account, owner, read_repository, repository_says
from ingest.sources.manifest import Manifest
from ingest.sources.source_values import AMBIGUOUS, UNMAPPED, source_value

MANIFEST: Final = Manifest(
    name=NAME,
    title="Hugging Face Hub",
    publisher="Hugging Face",
    homepage="https://huggingface.co/models",
    license="",
    attribution="Metadata of repositories on the Hugging Face Hub; each card belongs to its repository.",
    update_rate="continuously",
    carries="Repositories of models and datasets with license, base models, training datasets, languages and size.",
    bounds={"model": (1, 5_000_000), "dataset": (0, 2_000_000), "organization": (1, 2_000_000)},  # the user chooses
)


def read(folder: Path) -> Iterator[Record | Rejected]:
    """Every record of a snapshot folder; after them, what they name and do not describe."""
    yield from _Hub().records(folder)


class _Hub:
    """What is known of the Hub while a folder is read.

    Attributes:
        described: subjects of repositories with a record of their own.
        mentioned: repositories that others name, by subject; with the kind and the file of the first that does.
        owners: accounts that own repositories, by subject, with their names and the file of the first repository.
    """

    def __init__(self) -> None:
        self.recorded: dict[str, Entry] = {}
        self.overviews: dict[str, Record] = {}
        self.described: set[str] = set()
        self.mentioned: dict[str, tuple[str, Mention, str]] = {}
        self.owners: dict[str, tuple[str, str]] = {}

    def records(self, folder: Path) -> Iterator[Record | Rejected]:
        for found in answers(folder):
            if isinstance(found, Rejected):
                yield found
            elif found.kind in CLASS:
                yield from self._hold(found)
            else:
                yield from self._overview(found)
        for row in rows(folder):
            if isinstance(row, Rejected):
                yield row
            elif row.kind in CLASS:
                yield from self._repository(self._merged(row))
            else:
                yield from self._overview(row)
        for left in self.recorded.values():
            yield from self._repository(left)
        yield from self._placeholders()
        yield from self._accounts()

    def _hold(self, found: Entry) -> Iterator[Record | Rejected]:
        """Keep a recorded answer until it is known whether a row is about the same repository."""
        subject = _subject(found)
        if not subject:
            yield from self._repository(found)
        elif subject in self.recorded:
            yield rejected(found.file, f"{self.recorded[subject].file} is an answer about it already", "id")
        else:
            self.recorded[subject] = found

    def _merged(self, row: Entry) -> Entry:
        """The row, with what a recorded answer gives in place of the same fields."""
        answer = self.recorded.pop(_subject(row), None)
        if answer is None:
            return row
        return replace(
            answer,
            file=f"{answer.file} and {row.file}",
            raw={**row.raw, **answer.raw},
            undated=frozenset(row.raw.keys() - answer.raw.keys()),
        )

    def _repository(self, found: Entry) -> Iterator[Record | Rejected]:
        read = read_repository(MANIFEST, found)
        if isinstance(read, Rejected):
            yield read
            return
        self.described.add(read.record.subject)
        self._own(read.path, found.file)
        for kind, mentions in ((MODEL, read.models), (DATASET, read.datasets)):
            for mention in mentions:
                self._mention(kind, mention, found.file)
        yield read.record

    def _mention(self, kind: str, mention: Mention, file: str) -> None:
        subject = repository(kind, mention.path)
        known = self.mentioned.get(subject)
        if known is None or (mention.object_id and not known[1].object_id):
            self.mentioned[subject] = (kind, mention, file)

    def _own(self, path: str, file: str) -> None:
        namespace = owner(path)
        self.owners.setdefault(account(namespace), (namespace, file))

    def _placeholders(self) -> Iterator[Record]:
        for subject, (kind, mention, file) in self.mentioned.items():
            if subject in self.described:
                continue
            says = repository_says(kind, mention.path)
            if mention.object_id:
                says |= {"identifier": f"hub:{mention.object_id}", "developedBy": account(owner(mention.path))}
                self._own(mention.path, file)
            yield entry(MANIFEST, subject, CLASS[kind], mention.path, says, file=f"{file} {kind} {mention.path}")

    def _accounts(self) -> Iterator[Record]:
        yield from self.overviews.values()
        for subject, (namespace, file) in self.owners.items():
            if subject not in self.overviews:
                open_question = source_value(subject, "classification", 1, namespace, AMBIGUOUS)
                says = {**_account_says(namespace), "hasSourceValue": [open_question]}
                yield entry(MANIFEST, subject, "Organization", namespace, says, file=f"{file} owner {namespace}")

    def _overview(self, found: Entry) -> Iterator[Rejected]:
        read = _read_overview(found)
        if isinstance(read, Rejected):
            yield read
        elif read.subject in self.overviews:
            yield rejected(found.file, f"{self.overviews[read.subject].file} is about that account already", "name")
        else:
            self.overviews[read.subject] = read


def _subject(found: Entry) -> str:
    """`kind/slug` of the repository that an entry is about, "" if it has no usable path."""
    path = found.raw.get("id")
    return repository(found.kind, path) if isinstance(path, str) and REPOSITORY.fullmatch(path) else ""


def _account_says(namespace: str) -> dict[str, Any]:
    return {"hubNamespace": namespace, "url": f"https://huggingface.co/{namespace}"}


def _read_overview(found: Entry) -> Record | Rejected:
    """The record of an account that the Hub itself describes."""
    fields = Fields(found.raw)
    namespace = fields.take("user") if found.kind == USER and "name" not in found.raw else fields.take("name")
    if not isinstance(namespace, str) or not NAMESPACE.fullmatch(namespace):
        return rejected(found.file, f"{namespace!r:.120} is no name of an account", "name")
    subject = account(namespace)
    known, title = object_id(fields.take("_id")), fields.take("fullname")
    label = hostile.name(title)
    says = {**_account_says(namespace), "identifier": f"hub:{known}" if known else ""}
    if found.kind == USER:
        says["hasSourceValue"] = [source_value(subject, "classification", 1, USER, UNMAPPED)]
    return entry(
        MANIFEST,
        subject,
        "Organization",
        label or namespace,
        says,
        file=found.file,
        alt_labels=[namespace],
        unread=[*fields.unread(), *([f"fullname {REFUSED}"] if title and not label else [])],
    )
