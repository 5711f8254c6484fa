"""One repository of the Hub, a model or a dataset, as a record in our terms."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ingest.licenses import license_says
from ingest.records import Record, Rejected
from ingest.sources.entries import Fields, entry, slug
from ingest.sources.huggingface.cards import REFUSED, Card, language_says, read_card, texts
from ingest.sources.huggingface.files import DATASET, MODEL, Entry, rejected
from ingest.sources.huggingface.lineage import (
    NAME,
    REPOSITORY,
    Mention,
    base_models,
    datasets,
    object_id,
    repository,
)
from ingest.sources.language_codes import language
from ingest.sources.manifest import Manifest
from ingest.sources.source_values import AMBIGUOUS, source_value
from ingest.values import ValueProblem, date

WEB: Final = {MODEL: "https://huggingface.co/", DATASET: "https://huggingface.co/datasets/"}
CLASS: Final = {MODEL: "Model", DATASET: "Dataset"}
IMPORTED: Final = "2022-03-02T23:29:04"
"""What every repository has as createdAt that is older than the field itself."""

ACCESS: Final = {False: "open", "auto": "limited", "manual": "limited"}
"""The access level by the field `gated`."""

MODALITIES: Final = frozenset({"text", "image", "audio", "video"})
IDENTIFIERS: Final = {
    "arxiv": ("arXiv:", re.compile(r"\d{4}\.\d{4,5}(v\d{1,2})?|[a-z][a-z.-]{1,15}/\d{7}")),
    "doi": ("doi:", re.compile(r"10\.\d{4,9}/[A-Za-z0-9._/-]{1,80}")),
}
DOWNLOADS: Final = "downloadsAllTime"
RECENT_DOWNLOADS: Final = "downloads"
"""Those of the last 30 days: no more than a lower bound of all."""

GREATEST: Final = 10**18
READ_TAGS: Final = frozenset({"license", "base_model", "dataset", "language"})
UNREAD_TAGS: Final = frozenset(
    {
        "region",
        "deploy",
        "diffusers",
        "format",
        "library",
        "modality",
        "size_categories",
        "source_datasets",
        "task_categories",
        "task_ids",
    }
)
DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}.{0,10}")


@dataclass(frozen=True)
class Repository:
    """What was made of an entry.

    Attributes:
        path: owner and name.
        models: models that it names, `datasets` likewise.
    """

    path: str
    record: Record
    models: tuple[Mention, ...] = ()
    datasets: tuple[Mention, ...] = ()


def read_repository(manifest: Manifest, found: Entry) -> Repository | Rejected:
    """The record of a model or dataset; an entry without a usable path is rejected."""
    fields = Fields(found.raw)
    path = fields.take("id")
    if not isinstance(path, str) or not REPOSITORY.fullmatch(path):
        return rejected(found.file, f"{path!r:.120} is no path of a repository, owner/name", "id")
    for key, expected in (("modelId", path), ("author", owner(path))):
        given = fields.take(key)
        if given is not None and not (isinstance(given, str) and given.lower() == expected.lower()):
            return rejected(found.file, f"{given!r:.120} is not {expected}, as the id says", key)
    return _Reading(manifest, found, fields, path).repository()


def owner(path: str) -> str:
    return path.partition("/")[0]


def account(namespace: str) -> str:
    """`kind/slug` of the account that owns repositories; case does not tell accounts apart."""
    return f"organization/{slug(NAME, namespace.lower())}"


def repository_says(kind: str, path: str) -> dict[str, Any]:
    """What the path alone tells."""
    return {"hubRepository": path, "artifactLevel": "repository", "url": f"{WEB[kind]}{path}"}


class _Reading:
    """The reading of one entry."""

    def __init__(self, manifest: Manifest, found: Entry, fields: Fields, path: str) -> None:
        self.manifest, self.found, self.fields, self.path = manifest, found, fields, path
        self.subject = repository(found.kind, path)
        self.values = self.subject if found.kind == MODEL else f"{self.subject}.{found.kind}"
        """What ids of source values begin with: a model and a dataset may have the same path."""
        self.unread: list[str] = []
        self.card: Card = read_card(fields.hand_over("cardData"))
        self.tags = self._tags()
        self.says: dict[str, Any] = {
            **repository_says(found.kind, path),
            "developedBy": account(owner(path)),
            "identifier": [],
            "hasSourceValue": [],
        }

    def repository(self) -> Repository:
        self._identity()
        self._dates()
        self._numbers()
        self._licenses()
        self._languages()
        models, of_data = self._lineage() if self.found.kind == MODEL else ((), ())
        self.says["modality"] = list(dict.fromkeys(self._modalities()))
        self._count_tags()
        record = entry(
            self.manifest,
            self.subject,
            CLASS[self.found.kind],
            self.path,
            self.says,
            file=self.found.file,
            alt_labels=self.card.of("pretty_name") if self.found.kind == DATASET else (),
            unread=sorted({*self.fields.unread(), *self.card.unread, *self.unread}),
        )
        return Repository(self.path, record, models, of_data)

    def _tags(self) -> dict[str, list[str]]:
        """Tags by what stands before their colon; those without one under ""."""
        found, refused = texts(self.fields.take("tags") or [])
        if refused:
            self.unread.append(f"tags {REFUSED}")
        by_prefix: dict[str, list[str]] = defaultdict(list)
        for tag in found:
            prefix, colon, rest = tag.partition(":")
            by_prefix[prefix if colon else ""].append(rest if colon else tag)
        return by_prefix

    def _take(self, key: str, value: Any, *, good: bool) -> Any:
        """A value if it is good; it is counted as unread if it is not and there is one."""
        if good:
            return value
        if value not in (None, "", [], {}):
            self.unread.append(f"{key} {REFUSED}")
        return None

    def _identity(self) -> None:
        raw = self.fields.take("_id")
        known = object_id(raw)
        if self._take("_id", raw, good=bool(known)):
            self.says["identifier"].append(f"hub:{known}")
        for prefix, (scheme, form) in IDENTIFIERS.items():
            for value in self.tags.pop(prefix, ()):
                if self._take(f"tags.{prefix}", value, good=bool(form.fullmatch(value))):
                    self.says["identifier"].append(f"{scheme}{value}")
        gated = self.fields.take("gated")
        usable = gated is False or (isinstance(gated, str) and gated in ACCESS)
        self.says["accessLevel"] = ACCESS[gated] if self._take("gated", gated, good=usable) is not None else None

    def _dates(self) -> None:
        for key, term in (("createdAt", "created"), ("lastModified", "modified")):
            raw = self.fields.take(key)
            day = _day(raw)
            if self._take(key, raw, good=bool(day)) and not str(raw).startswith(IMPORTED):
                self.says[term] = day

    def _numbers(self) -> None:
        metrics = []
        field, comparator = DOWNLOADS, "exact"
        if DOWNLOADS not in self.found.raw:
            field, comparator = RECENT_DOWNLOADS, "at-least"
        for key, name, how in ((field, "downloads", comparator), ("likes", "likes", "exact")):
            number = self.fields.take(key)
            if self._take(key, number, good=_is_count(number)):
                observed = "" if key in self.found.undated else self.found.observed
                metrics.append(self._metric(name, number, how, observed))
        self.says["hasMetric"] = metrics
        weights = self.fields.take("safetensors")
        total = weights.get("total") if isinstance(weights, Mapping) else None
        if self._take("safetensors", weights, good=_is_count(total)) and total:
            self.says["parameterCount"] = total

    def _metric(self, name: str, number: int, comparator: str, observed: str) -> dict[str, Any]:
        return {
            "id": f"metric/{slug(NAME, f'{self.found.kind} {self.path.lower()} {name}')}",
            "metricType": name,
            "metricValue": number,
            "comparator": comparator,
            "observedOn": observed,
        }

    def _licenses(self) -> None:
        licenses: list[str] = []
        absent: dict[str, str] = {}
        for number, raw in enumerate(self.card.licenses() or dict.fromkeys(self.tags["license"]), start=1):
            said = license_says(self.values, raw, NAME, number=number)
            named = said.pop("hasLicense", [])
            if isinstance(named, dict):
                absent = named
            else:
                licenses += [each for each in named if each not in licenses]
            for key, values in said.items():
                self.says.setdefault(key, []).extend(values)
        self.says["hasLicense"] = licenses or absent

    def _languages(self) -> None:
        codes = self.card.of("language") or self.tags["language"]
        said = language_says(self.values, codes)
        self.says["supportsLanguage"] = said["supportsLanguage"]
        self.says["hasSourceValue"] += said["hasSourceValue"]
        if "cardData" not in self.found.raw and self.found.kind == MODEL:
            bare = [tag for tag in self.tags[""] if len(tag) == 2 and language(tag)]
            self.says["hasSourceValue"] += [
                source_value(self.values, "supportsLanguage", number, tag, AMBIGUOUS)
                for number, tag in enumerate(bare, start=1)
            ]

    def _lineage(self) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        parents = base_models(
            self.subject,
            self.path,
            self.fields.take("baseModels"),
            self.card.of("base_model"),
            self.tags["base_model"],
            next(iter(self.card.of("base_model_relation")), ""),
        )
        data = datasets(self.subject, self.card.of("datasets") or self.tags["dataset"])
        for links in (parents, data):
            self.says |= links.says
            self.says["hasSourceValue"] += links.written
        return tuple(parents.mentions), tuple(data.mentions)

    def _count_tags(self) -> None:
        """Count the tags that nobody read, by the beginning that they share."""
        for prefix in self.tags.keys() - READ_TAGS:
            name = prefix if prefix in UNREAD_TAGS else "(other)" if prefix else "(bare)"
            self.unread.append(f"tags.{name}")

    def _modalities(self) -> list[str]:
        if self.found.kind != DATASET:
            return []
        return [each if each in MODALITIES else "other" for each in self.tags.pop("modality", ())]


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value < GREATEST


def _day(value: Any) -> str:
    found = DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return ""
    try:
        return date(found[1]).value
    except ValueProblem:
        return ""
