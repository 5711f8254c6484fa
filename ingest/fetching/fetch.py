"""Fetch one catalog into its snapshot folder."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final

from ingest.errors import FetchFailed, Spoiled
from ingest.fetching import journal
from ingest.fetching.archives import unpack
from ingest.fetching.client import Client
from ingest.fetching.collection import Collection
from ingest.fetching.documents import take_documents
from ingest.fetching.dumps import take_dump
from ingest.fetching.fitness import require_entries
from ingest.fetching.hub import take_repositories
from ingest.fetching.job import Job, Wishes
from ingest.fetching.origins import Origins
from ingest.fetching.policy import Policy
from ingest.fetching.staging import Staging
from ingest.sources.registry import Catalog
from ingest.sources.upstream import FETCHED, Archive, Documents, File, HubRepositories, RegistryDump, Upstream


class State(Enum):
    """What a fetch did to the snapshot folder; the value tells it to the user."""

    NEW = "new"
    CHANGED = "replaced"
    UNCHANGED = "unchanged upstream, left as it is"


@dataclass(frozen=True)
class Fetched:
    """What came of a fetch.

    Attributes:
        folder: of the snapshot.
        answers: how many there were, and `size` their bytes.
        notes: sentences for the user.
    """

    folder: Path
    state: State
    answers: int
    size: int
    notes: tuple[str, ...]


def fetch(catalog: Catalog, snapshots: Path, wishes: Wishes | None = None, policy: Policy | None = None) -> Fetched:
    """Fetch a catalog; its snapshot folder is replaced once everything is there.

    What has come when a fetch breaks off stays beside the folder, and the next one goes on from there.

    Args:
        catalog: to fetch.
        snapshots: folder of all snapshots, held by the caller (`ingest.fetching.staging.sole`).
        wishes: of the user.
        policy: how often and how long to ask.

    Raises:
        FetchFailed: it cannot be had, or is not what the catalog is read from.
    """
    wishes, policy = wishes or Wishes(), policy or Policy()
    upstream, name = catalog.upstream, catalog.manifest.name
    if upstream is None:
        raise FetchFailed(f"{name} has no upstream: put your files into {snapshots / name}")
    staging = Staging(snapshots, name)
    staging.recover()
    base = base_of(upstream, wishes.base, os.environ)
    asked = [base] if base else [*journal.read(staging.live), *wishes.documents]
    origins = Origins.of(*asked, *upstream.redirects_to)
    with Client(origins, policy, upstream.accepts) as client:
        collection = Collection(client, staging.folder, staging.live, policy)
        staging.prune({answer.file for answer in journal.read(staging.folder).values()}, parts=True)
        job = Job(name, base, snapshots, staging.live, collection, wishes)
        try:
            for step in upstream.steps:
                STEPS[type(step)](step, job)
            staging.prune(collection.files | job.made)
            require_entries(catalog, staging.folder, job.whole)
        except Spoiled:
            collection.forget()
            raise
    answers = collection.answers.values()
    journal.write(staging.folder, answers)
    state = _put_in_place(staging)
    return Fetched(staging.live, state, len(answers), sum(each.size for each in answers), tuple(job.notes))


def base_of(upstream: Upstream, wish: str, environment: Mapping[str, str]) -> str:
    """The base address: the user's, that of the environment, or the usual one; with a slash at its end if there is one.

    >>> base_of(Upstream("https://huggingface.co/", (), variable="HF_ENDPOINT"), "", {"HF_ENDPOINT": "https://hub.test"})
    'https://hub.test/'
    """
    chosen = wish or environment.get(upstream.variable, "") or upstream.base
    return chosen and chosen.rstrip("/") + "/"


def _put_in_place(staging: Staging) -> State:
    if staging.is_as_live():
        staging.discard()
        return State.UNCHANGED
    state = State.CHANGED if staging.live.exists() else State.NEW
    staging.publish()
    return state


def _take_file(step: File, job: Job) -> None:
    job.required(step.address, step.largest, step.path)
    job.whole.add(step.path)


def _take_archive(step: Archive, job: Job) -> None:
    answer = job.required(step.address, step.largest, f"{FETCHED}/{step.address.rpartition('/')[2]}")
    job.made.update(unpack(job.folder / answer.file, step, job.folder))


STEPS: Final[Mapping[type, Callable[[Any, Job], None]]] = {
    File: _take_file,
    Archive: _take_archive,
    RegistryDump: take_dump,
    HubRepositories: take_repositories,
    Documents: take_documents,
}
