"""Documents from addresses that the user gives: new ones, and those of earlier fetches, brought up to date."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from shutil import copyfile
from typing import Final
from urllib.parse import unquote, urlsplit

from ingest.errors import FetchFailed, Spoiled
from ingest.fetching.job import Job
from ingest.fetching.journal import Answer
from ingest.sources.upstream import FETCHED, Documents

LONGEST_STEM: Final = 60
DIGEST: Final = 8


def take_documents(step: Documents, job: Job) -> None:
    """Fetch each document, and those of earlier fetches whose file the user has not deleted.

    Files that the user put into the folder stay in it.
    """
    earlier = {url: _name(answer, step) for url, answer in job.collection.before.items() if answer.file}
    still = [url for url, name in earlier.items() if (job.live / name).is_file()]
    urls = list(dict.fromkeys([*still, *job.wishes.documents]))
    if not urls:
        raise FetchFailed(f"{job.name} has no address of its own: name documents, each with --from URL")
    for path in _own(job.live, set(earlier.values())):
        _copy(job.live / path, job.folder / path)
        job.made.add(path)
    for url in urls:
        answer = job.required(url, step.largest, f"{FETCHED}/{_digest(url)}")
        name = _name(answer, step)
        if not name:
            known = ", ".join(step.suffixes)
            raise Spoiled(
                f"{url}: neither address nor media type ({answer.content_type}) tells which it is of: {known}"
            )
        _copy(job.folder / answer.file, job.folder / name)
        job.made.add(name)
        job.whole.add(name)


def _name(answer: Answer, step: Documents) -> str:
    """The name of the file for a document: readable, and another one for each address; "" if its form is not known."""
    path = PurePosixPath(unquote(urlsplit(answer.url).path))
    media_type = answer.content_type.partition(";")[0].strip().lower()
    suffix = path.suffix.lower() if path.suffix.lower() in step.suffixes.values() else step.suffixes.get(media_type, "")
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", path.stem).strip("-.")[:LONGEST_STEM]
    return f"{stem or 'document'}-{_digest(answer.url)}{suffix}" if suffix else ""


def _own(folder: Path, fetched: set[str]) -> Iterator[str]:
    """Paths of the files in a snapshot folder that did not come from a fetch."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and inside.parts[0] != FETCHED and inside.as_posix() not in fetched:
            yield inside.as_posix()


def _digest(url: str) -> str:
    return sha256(url.encode()).hexdigest()[:DIGEST]


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    copyfile(path, target)
