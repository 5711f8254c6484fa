"""The fields of an asset of Ecosystem Graphs, in our terms."""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from ingest.sources.ecosystem_graphs.assets import NONE, Asset, is_unknown
from ingest.sources.entries import Fields
from ingest.sources.metrics import metric_of
from ingest.sources.quantities import EMISSIONS, SIZES, TIMES, Units, parameter_count, quantity
from ingest.sources.source_values import source_value
from ingest.sources.web_addresses import addresses, arxiv, hub_repository
from ingest.values import MAX_TEXT, ValueProblem, date

Says = dict[str, Any]

ACCESS: Final = frozenset({"open", "limited", "closed"})
MODALITIES: Final[Mapping[str, str]] = {
    "audio": "audio",
    "code": "code",
    "image": "image",
    "images": "image",
    "music": "audio",
    "text": "text",
    "text (english)": "text",
    "video": "video",
    "vision": "image",
}
OTHER: Final = "other"


class Reader:
    """Takes the fields of an asset; what is not understood is counted as unread."""

    def __init__(self, asset: Asset) -> None:
        self.asset = asset
        self._fields = Fields({key: None if is_unknown(value) else value for key, value in asset.fields.items()})

    def text(self, key: str, longest: int = MAX_TEXT) -> str | None:
        """A text of a length that can be kept, None for words that say that there is nothing."""
        value = self._fields.take(key)
        if isinstance(value, str) and value.strip().casefold() == NONE:
            return None
        if isinstance(value, str) and len(value) <= longest:
            return value
        self.give_back(key, value)
        return None

    def take(self, key: str) -> Any:
        return self._fields.take(key)

    def give_back(self, key: str, value: Any) -> None:
        self._fields.give_back(key, value)

    def understood(self, key: str, read: Callable[[str], Any]) -> Any:
        """What `read` makes of a text; a text of which it makes nothing is given back."""
        text = self.text(key)
        found = read(text) if text is not None else None
        if text is not None and not found:
            self.give_back(key, text)
        return found

    def unread(self) -> tuple[str, ...]:
        return self._fields.unread()


def issued(reader: Reader) -> Says:
    """The date; a stray `value` beside a date that has none belongs to it."""
    for key in ("created_date", "value"):
        value = reader.take(key)
        found = day(value)
        if found:
            return {"issued": found}
        reader.give_back(key, value)
    return {}


def day(value: Any) -> str | None:
    """A date, month or year, however YAML has read it.

    >>> day(2022), day(datetime.date(2021, 10, 15)), day("2021-10"), day("last spring")
    ('2022', '2021-10-15', '2021-10', None)
    """
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    try:
        return date(text).value
    except ValueProblem:
        return None


def links(reader: Reader) -> Says:
    """Addresses, and the identifiers that stand in them."""
    found = reader.understood("url", addresses) or []
    repositories = [hub_repository(each, reader.asset.kind) for each in found]
    for key in ("model_card", "datasheet"):
        card = reader.text(key)
        repository = next((hub_repository(each, reader.asset.kind) for each in addresses(card or "")), None)
        repositories.append(repository)
        if card and not repository:
            reader.give_back(key, card)
    return {
        "url": found,
        "identifier": _distinct(map(arxiv, found)),
        "hubRepository": _distinct(repositories),
    }


def access(reader: Reader) -> Says:
    return {"accessLevel": reader.understood("access", lambda text: next(iter({text.casefold()} & ACCESS), None))}


def modality(reader: Reader) -> Says:
    """Modalities that go in or come out; one that is not known is `other`, and the string is kept."""
    text = reader.text("modality")
    parts = [part.strip().casefold() for part in re.split("[;,]", text or "")]
    known = [part for part in parts if part and not is_unknown(part)]
    if text is None or not known:
        return {}
    says: Says = {"modality": _distinct(MODALITIES.get(part, OTHER) for part in known)}
    if OTHER in says["modality"]:
        says["hasSourceValue"] = [source_value(reader.asset.subject, "modality", 1, text, "unmapped")]
    return says


def size(reader: Reader) -> Says:
    """A number of parameters of a model, or an amount of data of a dataset."""
    if reader.asset.kind == "model":
        return {"parameterCount": reader.understood("size", parameter_count)}
    if reader.asset.kind == "dataset":
        return _measured(reader, "size", SIZES)
    return {}


def training(reader: Reader) -> Says:
    """Time and emissions."""
    return merged(_measured(reader, "training_time", TIMES), _measured(reader, "training_emissions", EMISSIONS))


def _measured(reader: Reader, key: str, units: Units) -> Says:
    found = reader.understood(key, lambda text: quantity(text, units))
    return {"hasMetric": [metric_of(reader.asset.subject, found)]} if found else {}


FIELDS: Final[tuple[Callable[[Reader], Says], ...]] = (issued, links, access, modality, size, training)


def merged(*parts: Says) -> Says:
    """What several parts say; lists of the same term are joined."""
    says: Says = {}
    for part in parts:
        for term, value in part.items():
            says[term] = [*says[term], *value] if isinstance(says.get(term), list) else value
    return says


def _distinct(values: Any) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]
