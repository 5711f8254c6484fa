"""The Model Openness Tool: models with the license of each component of the Model Openness Framework."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from ingest.levels import level_of
from ingest.licenses import license_says
from ingest.records import Record, Rejected
from ingest.sources.drafts import Draft
from ingest.sources.entries import slug
from ingest.sources.joint_names import joint_names, other_names
from ingest.sources.manifest import Manifest
from ingest.sources.mentions import Mentions
from ingest.sources.model_openness_tool.components import OF_ALL
from ingest.sources.model_openness_tool.components import describe as describe_components
from ingest.sources.model_openness_tool.files import Release, releases, text
from ingest.sources.model_openness_tool.origins import Origins
from ingest.sources.model_openness_tool.origins import describe as describe_origin
from ingest.sources.repository_names import SCALE, closeness, fits
from ingest.sources.source_values import AMBIGUOUS, EXACT, NORMALIZED, UNMAPPED
from ingest.sources.web_addresses import hub_repository, is_address
from ingest.values import ValueProblem, date

NAME: Final = "model_openness_tool"
MANIFEST: Final = Manifest(
    name=NAME,
    title="Model Openness Tool",
    publisher="LF AI & Data Foundation",
    homepage="https://mot.isitopen.ai/",
    license="https://spdx.org/licenses/MIT",
    attribution=(
        "Model Openness Tool, LF AI & Data Foundation, https://isitopen.ai/. "
        "Copyright 2024 The Model Openness Tool Authors, MIT License."
    ),
    update_rate="a few changes a month",
    carries="Models with their producers and origins and the license of each of seventeen components.",
    bounds={"model": (220, 600), "organization": (70, 300)},
)

COMPOUND: Final = "compound"
MODALITIES: Final = {"language": "text", "code": "code", "multimodal": "multimodal", "image": "image", "audio": "audio"}
SIZE: Final = re.compile(r"(\d{1,6}(?:[._]\d{1,3})?)\s*([MBT])", re.IGNORECASE)
UNDISCLOSED: Final = "undisclosed"
PAGE_TITLE: Final = re.compile(r"(https?://\S+)\s+[·|]\s+Hugging Face", re.IGNORECASE)
"""An address copied together with the title of its page."""
BARE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9._-]{1,96}")
HUB: Final = "https://huggingface.co/"

Named = tuple[Release, Draft]


def read(folder: Path) -> Iterator[Record | Rejected]:
    """The models and producers of a snapshot folder."""
    models: list[Named] = []
    for found in releases(folder):
        if isinstance(found, Rejected):
            yield found
        else:
            draft = Draft(f"model/{slug(NAME, found.key)}")
            draft.named(found.name, found.file)
            models.append((found, draft))
    origins = Origins((release.name, draft.subject) for release, draft in models)
    producers: dict[str, Draft] = {}
    mentions = Mentions(MANIFEST)
    _describe_repositories(models)
    for release, draft in models:
        _describe(release, draft, producers)
        origin = text(release.fields.take("origin"))
        if origin:
            describe_origin(draft, origin, origins, mentions, release.file)
        draft.unread |= release.unread | {f"release.{name}"[:60] for name in release.fields.unread()}
        yield draft.record(MANIFEST)
    for producer in producers.values():
        yield producer.record(MANIFEST)
    yield from mentions.records()


def _describe(release: Release, model: Draft, producers: dict[str, Draft]) -> None:
    model.say("artifactLevel", level_of(release.name))
    _describe_producer(release, model, producers)
    _describe_version(release, model)
    _describe_kind(release, model)
    _describe_date(release, model)
    _describe_address(release, model)
    if OF_ALL in release.licenses:
        model.add(license_says(model.subject, release.licenses[OF_ALL], NAME))
    for path in release.license_paths:
        if not is_address(path):
            model.write("hasLicense", path, UNMAPPED)
    describe_components(release, model)


def _describe_producer(release: Release, model: Draft, producers: dict[str, Draft]) -> None:
    raw = text(release.fields.take("producer"))
    if not raw:
        return
    subjects = []
    for name in joint_names(raw):
        subject = f"organization/{slug(NAME, name.lower())}"
        producer = producers.setdefault(subject, Draft(subject, "Organization"))
        producer.named(name, f"{release.file}#producer")
        producer.other_names += other_names(name)
        subjects.append(subject)
    model.say("developedBy", *subjects)
    status = COMPOUND if len(subjects) > 1 else EXACT if joint_names(raw) == (raw,) else NORMALIZED
    model.write("developedBy", raw, status if subjects else UNMAPPED, subjects)


def _describe_version(release: Release, model: Draft) -> None:
    """The version, which in nearly all entries is the number of parameters."""
    raw = text(release.fields.take("version"))
    size = _parameters(raw)
    if size:
        model.say("parameterCount", size)
        model.write("parameterCount", raw, NORMALIZED)
    elif raw.lower() == UNDISCLOSED:
        model.say("parameterCount", {"absent": "not-disclosed"})
    elif raw:
        model.say("version", raw)


def _parameters(raw: str) -> int | None:
    found = SIZE.fullmatch(raw)
    return int(Decimal(found[1].replace("_", ".")) * SCALE[found[2].lower()]) if found else None


def _describe_kind(release: Release, model: Draft) -> None:
    raw = text(release.fields.take("type"))
    if raw in MODALITIES:
        model.say("modality", MODALITIES[raw])
    elif raw:
        model.write("modality", raw, UNMAPPED)


def _describe_date(release: Release, model: Draft) -> None:
    """The date, which is that of the entry and tells nothing of the model."""
    raw = text(str(release.fields.take("date") or ""))
    if not raw:
        return
    try:
        date(raw)
    except ValueProblem:
        model.write("modified", raw, UNMAPPED)
    else:
        model.changed = raw


def _describe_address(release: Release, model: Draft) -> None:
    raw = text(release.fields.take("repository"))
    if is_address(raw):
        model.say("url", raw)
    elif raw:
        model.write("url", raw, UNMAPPED)


def _describe_repositories(models: Sequence[Named]) -> None:
    """Repositories on the Hub whose names fit; one that several entries claim is that of the closest names."""
    claims: dict[str, list[tuple[int, Draft, str]]] = defaultdict(list)
    for release, model in models:
        raw = text(release.fields.take("huggingface"))
        if not raw:
            continue
        address = _hub_address(raw)
        if address:
            model.say("url", address)
        repository = hub_repository(address, "model") if address else None
        size = _parameters(text(release.fields.peek("version")))
        if repository is None:
            model.write("hubRepository", raw, UNMAPPED)
        elif fits(release.name, repository, [size] if size else []):
            claims[repository.lower()].append((closeness(release.name, repository), model, raw))
        else:
            model.write("hubRepository", raw, AMBIGUOUS)
    for claimed in claims.values():
        _settle(claimed)


def _settle(claimed: Sequence[tuple[int, Draft, str]]) -> None:
    """Give a repository to whoever claims it under its own name, or to the only one who does."""
    closest = max(degree for degree, _, _ in claimed)
    for degree, model, raw in claimed:
        address = _hub_address(raw)
        repository = hub_repository(address, "model")
        if repository and degree == closest and (degree or len(claimed) == 1):
            model.say("hubRepository", repository)
            if raw != f"{HUB}{repository}":
                model.write("hubRepository", raw, NORMALIZED)
        else:
            model.write("hubRepository", raw, AMBIGUOUS)


def _hub_address(raw: str) -> str:
    """The address in a field that should hold one of the Hub, "" if there is none."""
    titled = PAGE_TITLE.fullmatch(raw)
    address = titled[1] if titled else f"{HUB}{raw}" if BARE.fullmatch(raw) else raw
    return address if is_address(address) else ""
