"""models.dev: who serves which model over a network.

The file lists models below providers, so one model is there as often as it is served. Here each model identifier is
one model, with all its providers. Identifiers that differ in case only are one, others (`gpt-oss-120b`,
`openai/gpt-oss-120b`) stay apart until reconciliation joins them. Providers may disagree about a model: then the value
that most of them give is taken, and what the others give is kept as written.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ingest.levels import level_of
from ingest.records import Problem, Record, Rejected
from ingest.sources import hostile
from ingest.sources.entries import Fields, entry, slug
from ingest.sources.manifest import Manifest
from ingest.sources.source_values import AMBIGUOUS, UNMAPPED, source_value
from ingest.sources.upstream import File, Upstream
from ingest.values import ValueProblem, date

NAME: Final = "models_dev"
MANIFEST: Final = Manifest(
    name=NAME,
    title="models.dev",
    publisher="models.dev",
    homepage="https://models.dev",
    license="https://spdx.org/licenses/MIT",
    attribution="models.dev, copyright 2025 models.dev, MIT license.",
    update_rate="daily",
    carries="Which providers serve which models, whether weights are open, and dates of release.",
    bounds={"organization": (70, 1000), "model": (1500, 50_000)},
)
UPSTREAM: Final = Upstream(base="https://models.dev/", steps=(File("api.json", "api.json"),))

NO_DATE: Final = "1970-01-01"
ACCESS: Final = {True: "open", False: "api-only"}
MODALITIES: Final = frozenset({"text", "image", "audio", "video"})
ROUTER: Final = re.compile(r"(.*/)?(auto|custom)", re.IGNORECASE)
"""Identifiers that stand for whichever model the provider chooses."""

LONGEST_ID: Final = 200
MOST_MODALITIES: Final = 20


@dataclass(frozen=True)
class Offer:
    """What one provider says of a model that it serves."""

    provider: str
    key: str
    name: str | None
    family: str | None
    released: str | None
    open_weights: bool | None
    modalities: frozenset[str]
    unread: tuple[str, ...]


def read(folder: Path) -> Iterator[Record | Rejected]:
    """Providers, models and families of the files of a snapshot folder."""
    for path in sorted(folder.glob("*.json")):
        try:
            found = hostile.load_file(path)
        except hostile.Untrusted as error:
            yield _rejected(path.name, str(error))
            continue
        if isinstance(found, dict):
            yield from _file(path.name, found)
        else:
            yield _rejected(path.name, "an object of providers is expected")


def _file(file: str, found: dict[str, Any]) -> Iterator[Record | Rejected]:
    offers: dict[str, list[Offer]] = defaultdict(list)
    for key, raw in found.items():
        place = f"{file}#{key:.80}"
        if not isinstance(raw, dict) or not _is_key(key) or raw.get("id") != key:
            yield _rejected(place, "an object with its own key as id is expected")
            continue
        models = raw.get("models")
        fields = Fields({name: value for name, value in raw.items() if name != "models"})
        provider = _provider(place, key, fields)
        yield provider
        for model, offered in models.items() if isinstance(models, dict) else ():
            if ROUTER.fullmatch(model):
                yield _rejected(f"{place}/{model:.80}", "no model: the provider chooses one for each request")
                continue
            if not isinstance(offered, dict) or not _is_key(model) or offered.get("id") != model:
                yield _rejected(f"{place}/{model:.80}", "an object with its own key as id is expected")
                continue
            offers[model.lower()].append(_offer(provider.subject, model, Fields(offered)))
    families: dict[str, str] = {}
    for model, of_model in offers.items():
        yield _model(file, model, of_model)
        for family in filter(None, (offer.family for offer in of_model)):
            families.setdefault(family, model)
    for family in families:
        says = {"artifactLevel": "family"}
        yield entry(MANIFEST, _family(family), "Model", family, says, file=f"{file}#family {family}")


def _provider(place: str, key: str, fields: Fields) -> Record:
    fields.take("id")
    name, documentation = fields.take("name"), fields.take("doc")
    says = {"identifier": f"models.dev:{key}", "url": hostile.address(documentation)}
    refused = _refused(("name", name, hostile.name(name)), ("doc", documentation, says["url"]))
    return entry(
        MANIFEST,
        f"organization/{slug(NAME, key)}",
        "Organization",
        hostile.name(name) or key,
        says,
        file=place,
        unread=[*fields.unread(), *refused],
    )


def _offer(provider: str, key: str, fields: Fields) -> Offer:
    fields.take("id")
    name, family, released = fields.take("name"), fields.take("family"), fields.take("release_date")
    weights, modalities = fields.take("open_weights"), fields.take("modalities")
    offer = Offer(
        provider=provider,
        key=key,
        name=hostile.name(name),
        family=hostile.name(family),
        released=hostile.name(released),
        open_weights=weights if isinstance(weights, bool) else None,
        modalities=_modalities(modalities),
        unread=(),
    )
    refused = _refused(
        ("name", name, offer.name),
        ("family", family, offer.family),
        ("release_date", released, offer.released),
        ("open_weights", weights, offer.open_weights),
        ("modalities", modalities, offer.modalities or None),
    )
    return Offer(**{**offer.__dict__, "unread": (*fields.unread(), *refused)})


def _model(file: str, key: str, offers: Sequence[Offer]) -> Record:
    subject = f"model/{slug(NAME, key)}"
    keys = _by_number(offer.key for offer in offers)
    names = _by_number(offer.name for offer in offers)
    released = _by_number(offer.released for offer in offers)
    dates = [each for each in released if _is_date(each)]
    weights = _by_number(offer.open_weights for offer in offers)
    families = _by_number(offer.family for offer in offers)
    modalities, rare = _shared(offers)
    written = [
        *(("issued", each, AMBIGUOUS) for each in dates[1:]),
        *(("issued", each, UNMAPPED) for each in released if each not in dates),
        *(("accessLevel", f"open_weights: {str(each).lower()}", AMBIGUOUS) for each in weights if len(weights) > 1),
        *(("memberOfFamily", each, AMBIGUOUS) for each in families if len(families) > 1),
        *(("modality", each, AMBIGUOUS if each in MODALITIES else UNMAPPED) for each in rare),
    ]
    label = names[0] if names else keys[0]
    says = {
        "identifier": [f"models.dev:{each}" for each in keys],
        "artifactLevel": level_of(label),
        "servedBy": sorted({offer.provider for offer in offers}),
        "issued": dates[0] if dates else None,
        "accessLevel": ACCESS[weights[0]] if len(weights) == 1 else None,
        "memberOfFamily": _family(families[0]) if len(families) == 1 else None,
        "modality": modalities,
        "hasSourceValue": [
            source_value(subject, about, number, raw, status)
            for number, (about, raw, status) in enumerate(written, start=1)
        ],
    }
    unread = sorted({name for offer in offers for name in offer.unread})
    return entry(
        MANIFEST,
        subject,
        "Model",
        label,
        says,
        file=f"{file}#model {key}",
        alt_labels=[*names[1:], *keys],
        unread=unread,
    )


def _shared(offers: Sequence[Offer]) -> tuple[list[str], list[str]]:
    """Modalities that at least half of the providers give, and the others together with those we have no term for."""
    telling = [offer for offer in offers if offer.modalities]
    numbers = Counter(each for offer in telling for each in offer.modalities)
    shared = sorted(each for each, number in numbers.items() if each in MODALITIES and 2 * number >= len(telling))
    return shared, sorted(numbers.keys() - set(shared))


def _by_number(values: Iterable[Any]) -> list[Any]:
    """The values that are known, the most frequent first, then in their own order."""
    numbers = Counter(value for value in values if value is not None)
    return sorted(numbers, key=lambda value: (-numbers[value], value))


def _family(name: str) -> str:
    return f"model/{slug(NAME, f'family {name}')}"


def _modalities(value: Any) -> frozenset[str]:
    if not isinstance(value, dict):
        return frozenset()
    sides = [side[:MOST_MODALITIES] for side in value.values() if isinstance(side, list)]
    return frozenset(name for side in sides for name in map(hostile.name, side) if name)


def _is_date(value: str) -> bool:
    try:
        return date(value).value != NO_DATE
    except ValueProblem:
        return False


def _refused(*fields: tuple[str, Any, Any]) -> list[str]:
    """Names of fields that hold something of which nothing could be taken."""
    return [f"{name} (refused)" for name, raw, taken in fields if raw not in (None, "", [], {}) and taken is None]


def _is_key(key: str) -> bool:
    return key.isascii() and hostile.name(key, LONGEST_ID) == key


def _rejected(file: str, detail: str) -> Rejected:
    return Rejected(f"{NAME}/{file}", (Problem("", 0, detail),))
