"""Repositories on the Hugging Face Hub: which to ask for, and their answers in the form of its snapshot folder."""

import json
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit

from huggingface_hub.errors import HfHubHTTPError, HFValidationError

from ingest.errors import FetchFailed
from ingest.fetching.client import WHOLE
from ingest.fetching.hub_session import HubSession
from ingest.fetching.job import Job
from ingest.fetching.journal import Answer
from ingest.fetching.named import Named, named_in
from ingest.progress import stage
from ingest.sources.huggingface.files import DATASET, MODEL, ORGANIZATION
from ingest.sources.huggingface.lineage import NAMESPACE, REPOSITORY
from ingest.sources.upstream import HubRepositories

RECORDED: Final = "api_recorded"


def take_repositories(step: HubRepositories, job: Job) -> None:
    """Ask for repositories, first those of the owners that the user names, then those that other snapshots name."""
    with HubSession(job.base, job.collection, step.largest) as session:
        hub = _Hub(step, job, session)
        for owner in job.wishes.owners:
            hub.list_of(owner)
        hub.ask_for(named_in(job.snapshots, job.name, job.wishes.curated))
        if not hub.known:
            raise FetchFailed(f"{job.base}: none of the repositories that are named could be had")
        hub.write_lists()
        hub.ask_for_owners()


class _Hub:
    """The answers so far.

    Attributes:
        left: how many more repositories may be asked for.
        known: identifiers of the repositories that there is an answer about, and their paths in small letters.
        listed: the repositories from lists, by kind.
        owners: their accounts by names in small letters.
    """

    def __init__(self, step: HubRepositories, job: Job, session: HubSession) -> None:
        self.step, self.job, self.session = step, job, session
        self.left = job.wishes.limit
        self.known: set[tuple[str, str]] = set()
        self.listed: dict[str, list[Any]] = defaultdict(list)
        self.owners: dict[str, str] = {}

    def list_of(self, owner: str) -> None:
        """The repositories of an account, page after page."""
        api, found = self.session.api, 0
        asks: tuple[tuple[str, Callable[..., Any]], ...] = ((MODEL, api.list_models), (DATASET, api.list_datasets))
        for kind, ask in asks:
            if not self.left:
                break
            pages = partial(ask, author=owner, expand=self._fields(kind), limit=self.left)
            for answer in self._answers(lambda: list(pages())):  # noqa: B023 (called at once)
                page = self.session.objects(answer)
                new = [raw for raw in (page if isinstance(page, list) else []) if self._is_new(kind, raw)][: self.left]
                self.listed[kind] += new
                self.left -= len(new)
                found += len(new)
        self.job.notes.append(f"{owner}: {found:,} repositories")

    def ask_for(self, named: Named) -> None:
        """The repositories that are named, those that most catalogs name first."""
        wanted = [each for each in in_order(named) if (each[0], each[1].lower()) not in self.known]
        chosen, missing = wanted[: self.left], 0
        api = self.session.api
        asks: dict[str, Callable[..., Any]] = {MODEL: api.model_info, DATASET: api.dataset_info}
        with stage("repositories", len(chosen)) as advance:
            for kind, path in chosen:
                found = self._single(partial(asks[kind], path, expand=self._fields(kind)))
                missing += found is None
                if found and self._is_new(kind, found[1]):
                    self._record(kind, found[1]["id"], *found)
                advance(1)
        if missing:
            self.job.notes.append(f"{missing:,} of {len(chosen):,} repositories are not there, or are private")
        if len(wanted) > len(chosen):
            more = len(wanted) - len(chosen)
            self.job.notes.append(f"{more:,} more are named: raise --limit to fetch them")

    def write_lists(self) -> None:
        for kind, found in self.listed.items():
            self.job.write(f"{kind}s_listed.jsonl", (json.dumps(raw) + "\n" for raw in found))

    def ask_for_owners(self) -> None:
        """What the Hub says about the accounts; it answers 404 about those of persons, which are not asked further."""
        with stage("owners", len(self.owners)) as advance:
            for name in self.owners.values():
                found = self._single(partial(self.session.api.get_organization_overview, name))
                if found:
                    self._record(ORGANIZATION, name, *found)
                advance(1)

    def _single(self, ask: Callable[[], object]) -> tuple[Answer, dict[str, Any]] | None:
        """The answer to a call of huggingface_hub that makes one request, with its object; None if there is none."""
        for answer in self._answers(ask):
            raw = self.session.objects(answer) if answer.status == WHOLE else None
            if isinstance(raw, dict):
                return answer, raw
        return None

    def _answers(self, ask: Callable[[], object]) -> list[Answer]:
        """The answers to a call of huggingface_hub; what it raises for a status is in them."""
        self.session.answered.clear()
        with suppress(HfHubHTTPError, HFValidationError):
            ask()
        return list(self.session.answered)

    def _fields(self, kind: str) -> list[str]:
        return list(self.step.model_fields if kind == MODEL else self.step.dataset_fields)

    def _is_new(self, kind: str, raw: Any) -> bool:
        """Whether an object is a repository that no answer was about; two names may lead to one."""
        path = raw.get("id") if isinstance(raw, dict) else None
        if not isinstance(path, str) or not REPOSITORY.fullmatch(path):
            return False
        keys = {(kind, path.lower()), (kind, str(raw.get("_id", path.lower())))}
        if keys & self.known:
            return False
        self.known |= keys
        owner = path.partition("/")[0]
        if NAMESPACE.fullmatch(owner):
            self.owners.setdefault(owner.lower(), owner)
        return True

    def _record(self, kind: str, name: str, answer: Answer, raw: dict[str, Any]) -> None:
        """Write an answer in the form of recorded ones, which tells when and how it was asked for."""
        request, final = map(_request, (answer.url, answer.final_url))
        told = request if request == final else f"{request} -> {final}"
        recorded = {"recorded": answer.asked[:10], "request": told, "status": answer.status, "body": raw}
        self.job.write(f"{RECORDED}/{kind}s_{name.replace('/', '__')}.json", [json.dumps(recorded) + "\n"])


def in_order(named: Named) -> list[tuple[str, str]]:
    """Kind and path of repositories: those that more catalogs name come first, then models."""
    counted = sorted(named.repositories.items(), key=lambda each: (-each[1], each[0][0] != MODEL, each[0][1]))
    return [name for name, _ in counted]


def _request(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
