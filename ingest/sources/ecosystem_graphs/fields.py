"""The fields of an asset of Ecosystem Graphs, in our terms."""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from ingest.sources.ecosystem_graphs.assets import Asset, absence, is_explained, stated
from ingest.sources.entries import Fields
from ingest.sources.metrics import metric_of
from ingest.sources.quantities import EMISSIONS, SIZES, TIMES, Units, parameter_count, quantity
from ingest.sources.source_values import COMPOUND, EXACT, NORMALIZED, UNMAPPED, source_value
from ingest.sources.watched import EMPTY
from ingest.sources.web_addresses import addresses, arxiv, hub_repository
from ingest.values import MAX_TEXT, ValueProblem, date, plain, visible

Says = dict[str, Any]
Written = list[dict[str, Any]]

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
LONGEST_RAW: Final = 2000
"""Characters of what is kept as it stands."""


class Reader:
    """Takes the fields of an asset; what is not understood is counted as unread.

    Attributes:
        written: source values of what was understood and stands otherwise in the asset, or is explained there.
    """

    def __init__(self, asset: Asset) -> None:
        self.asset = asset
        self.written: Written = []
        self._fields = Fields(asset.fields)
        self._given: dict[str, Any] = {}
        self._absent: set[str] = set()
        self.take("name")
        self.take("type")

    def take(self, key: str) -> Any:
        """The value of a field without its explanation."""
        self._given[key] = self._fields.take(key)
        return stated(self._given[key])

    def text(self, key: str, longest: int = MAX_TEXT) -> str | None:
        """A text of a length that can be kept, None for anything else and for words that say that there is nothing."""
        value = self.take(key)
        if absence(value):
            self._absent.add(f"{key} ({absence(value)})")
            return None
        if isinstance(value, str) and len(value) <= longest:
            return value
        self.give_back(key)
        return None

    def give_back(self, key: str) -> None:
        if stated(self._given.get(key)) not in EMPTY:
            self._fields.give_back(key, self._given[key])

    def understood(self, key: str, read: Callable[[str], Any]) -> Any:
        """What `read` makes of a text; a text of which it makes nothing is given back."""
        text = self.text(key)
        found = read(text) if text is not None else None
        if text is not None and not found:
            self.give_back(key)
        return found

    def gap(self, key: str, about: str) -> Says:
        """That a field says that there is no value, or that it is not known."""
        status = self.absent(key)
        if not status:
            return {}
        self._absent.discard(f"{key} ({status})")
        self.write(key, about, EXACT)
        return {about: {"absent": status}}

    def absent(self, key: str) -> str:
        return absence(stated(self._given.get(key)))

    def write(self, key: str, about: str, status: str, maps_to: str = "") -> None:
        """Keep what the field says as it stands, unless that is what was taken from it and nothing explains it."""
        raw = visible(str(stated(self._given[key])), LONGEST_RAW)
        note = self.note(key) if raw else {}
        if raw and (status != EXACT or note):
            number = 1 + sum(each["aboutProperty"] == about for each in self.written)
            self.written.append(source_value(self.asset.subject, about, number, raw, status, maps_to) | note)

    def note(self, key: str) -> Says:
        """The explanation of a field, to be put beside its value."""
        given = self._given.get(key)
        if not isinstance(given, dict) or not is_explained(given):
            return {}
        explanation = dict(given)["explanation"]  # not looked at, as far as counting is concerned, unless it is kept
        try:
            note = plain(explanation) if isinstance(explanation, str) else ""
        except ValueProblem:
            return {}
        return {"note": note} if 0 < len(note) <= LONGEST_RAW and given["explanation"] else {}

    def unread(self) -> tuple[str, ...]:
        """Names of fields that nobody took or that say only that there is nothing, and explanations not kept."""
        left = self._fields.unread()
        explained = (f"{key}.explanation" for key in left if is_explained(self.asset.fields.get(key)))
        return tuple(sorted({*left, *self._absent, *explained}))


def issued(reader: Reader) -> Says:
    """The date; a stray `value` beside a date that has none belongs to it."""
    for key in ("created_date", "value"):
        value = reader.take(key)
        found = day(value)
        if found:
            reader.write(key, "issued", EXACT if str(value) == found else NORMALIZED)
            return {"issued": found}
        if gap := reader.gap(key, "issued"):
            return gap
        reader.give_back(key)
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
            reader.give_back(key)
        elif card:
            reader.write(key, "hubRepository", EXACT)
    if found:
        reader.write("url", "url", EXACT)
    return {
        "url": found,
        "identifier": _distinct(map(arxiv, found)),
        "hubRepository": _distinct(repositories),
    }


def access(reader: Reader) -> Says:
    level = reader.understood("access", lambda text: next(iter({text.casefold()} & ACCESS), None))
    if level is None:
        return reader.gap("access", "accessLevel")
    exact = stated(reader.asset.fields["access"]) == level
    reader.write("access", "accessLevel", EXACT if exact else NORMALIZED, f"access-level/{level}")
    return {"accessLevel": level}


def modality(reader: Reader) -> Says:
    """Modalities that go in or come out, of which the string tells which do; one that is not known is `other`."""
    text = reader.text("modality", LONGEST_RAW)
    parts = [part.strip().casefold() for part in re.split("[;,]", text or "")]
    known = [part for part in parts if part and not absence(part)]
    if text is None:
        return reader.gap("modality", "modality")
    if not known:
        reader.give_back("modality")
        return {}
    found = _distinct(MODALITIES.get(part, OTHER) for part in known)
    exact = [text] == found
    status = UNMAPPED if OTHER in found else EXACT if exact else COMPOUND if len(parts) > 1 else NORMALIZED
    reader.write("modality", "modality", status)
    return {"modality": found}


def size(reader: Reader) -> Says:
    """A number of parameters of a model, or an amount of data of a dataset."""
    if reader.asset.kind == "model":
        count = reader.understood("size", parameter_count)
        if count is None:
            return reader.gap("size", "parameterCount")
        reader.write("size", "parameterCount", NORMALIZED)
        return {"parameterCount": count}
    if reader.asset.kind == "dataset":
        return _measured(reader, "size", SIZES)
    return {}


def training(reader: Reader) -> Says:
    """Time and emissions."""
    return merged(_measured(reader, "training_time", TIMES), _measured(reader, "training_emissions", EMISSIONS))


def _measured(reader: Reader, key: str, units: Units) -> Says:
    """The number of a field; that it is not known is counted, for the gap does not tell which number is meant."""
    found = reader.understood(key, lambda text: quantity(text, units))
    if found is None:
        return {"hasMetric": [{"absent": status}]} if (status := reader.absent(key)) else {}
    observed = metric_of(reader.asset.subject, found)
    reader.write(key, "hasMetric", NORMALIZED, observed["id"])
    return {"hasMetric": [observed]}


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
