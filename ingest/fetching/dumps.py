"""The dump of a registry of organizations: find the newest, keep the records of organizations that we know by name."""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from ingest.errors import FetchFailed, Spoiled
from ingest.fetching.job import Job
from ingest.fetching.json_items import NoItems, items
from ingest.fetching.named import Named, compared, named_in
from ingest.sources.hostile import Untrusted, load
from ingest.sources.upstream import FETCHED, RegistryDump

CURRENT_SCHEMA: Final = "_schema_v2.json"
"""End of the name of the file to read where a dump has one for each version of the schema."""
LIST: Final = f"{FETCHED}/dumps.json"
DUMP: Final = f"{FETCHED}/dump.zip"
LARGEST_LIST: Final = 5_000_000


def take_dump(step: RegistryDump, job: Job) -> None:
    listed = job.collection.content(job.required(step.address, LARGEST_LIST, LIST))
    job.required(_newest(listed, job.base + step.address), step.largest, DUMP)
    named = named_in(job.snapshots, job.name, job.wishes.curated)
    dump = job.folder / DUMP
    chosen = {each["id"]: each for each in _records(dump, step.unpacked) if _is_named(each, named)}
    parents = {parent for each in chosen.values() for parent in _parents(each)} - chosen.keys()
    if parents:
        chosen |= {each["id"]: each for each in _records(dump, step.unpacked) if each["id"] in parents}
    if not chosen:
        raise FetchFailed(f"{job.name}: no organization of the dump is named in {job.snapshots} or the curated files")
    job.write(step.path, (json.dumps(chosen[key], ensure_ascii=False) + "\n" for key in sorted(chosen)))
    job.notes.append(f"{len(chosen):,} organizations of the dump are named here, or are parents of such")


def _newest(listed: bytes, url: str) -> str:
    """The address of the newest dump."""
    try:
        newest = load(listed.decode())["hits"]["hits"][0]
        [address] = [str(file["links"]["self"]) for file in newest["files"] if str(file["key"]).endswith(".zip")]
    except (Untrusted, UnicodeDecodeError, KeyError, TypeError, IndexError, ValueError) as error:
        raise Spoiled(f"{url}: the list of dumps is not in the expected form") from error
    return address


def _records(dump: Path, most: int) -> Iterator[dict[str, Any]]:
    try:
        with zipfile.ZipFile(dump) as archive:
            found = [each for each in archive.infolist() if each.filename.endswith(".json")]
            current = [each for each in found if each.filename.endswith(CURRENT_SCHEMA)] or found
            if len(current) != 1 or current[0].file_size > most:
                raise Spoiled(f"{dump.name}: one file of JSON with at most {most:,} bytes is expected in it")
            with archive.open(current[0]) as packed, io.TextIOWrapper(packed, encoding="utf-8") as stream:
                yield from (each for each in items(stream) if _is_record(each))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NoItems, UnicodeDecodeError) as error:
        raise Spoiled(f"{dump.name}: cannot be read: {error}") from error


def _is_record(found: Any) -> bool:
    return isinstance(found, dict) and isinstance(found.get("id"), str)


def _is_named(record: Mapping[str, Any], named: Named) -> bool:
    if record["id"] in named.registered:
        return True
    names = (each.get("value") for each in _objects(record.get("names")))
    return any(isinstance(name, str) and compared(name) in named.organizations for name in names)


def _parents(record: Mapping[str, Any]) -> Iterator[str]:
    for each in _objects(record.get("relationships")):
        if each.get("type") == "parent" and isinstance(each.get("id"), str):
            yield each["id"]


def _objects(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
