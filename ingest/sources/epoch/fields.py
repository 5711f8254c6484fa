"""The columns of Epoch's table, in our terms."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from ingest.sources.entries import Fields, nested_id
from ingest.sources.epoch.cells import Row, day, listed, number, whole
from ingest.sources.metrics import metric
from ingest.sources.source_values import AMBIGUOUS, NORMALIZED, source_value
from ingest.sources.web_addresses import addresses, arxiv, hub_repository

Says = dict[str, Any]

ACCESS: Final[Mapping[str, str]] = {
    "API access": "api-only",
    "Hosted access (no API)": "hosted-only",
    "Open weights (non-commercial)": "open-weights-non-commercial",
    "Open weights (restricted use)": "open-weights-restricted",
    "Open weights (unrestricted)": "open-weights-unrestricted",
    "Unreleased": "unreleased",
}
CODE: Final[Mapping[str, str]] = {
    "Open (non-commercial)": "partly-open",
    "Open (restricted use)": "open-with-use-restrictions",
    "Open source": "open",
    "Unreleased": "not-released",
}
CONFIDENCE: Final[Mapping[str, str]] = {
    "Confident": "high",
    "Likely": "medium",
    "Speculative": "low",
    "Unknown": "low",
}
"""How sure Epoch is of its numbers; where it does not say, nobody should count on them."""

MODALITIES: Final[Mapping[str, str]] = {
    "Audio": "audio",
    "Image generation": "image",
    "Language": "text",
    "Multimodal": "multimodal",
    "Speech": "audio",
    "Video": "video",
    "Vision": "image",
}
REPORTED: Final = "Reported"
METRICS: Final = (
    ("Training compute (FLOP)", "training-compute", "flop", "about", ""),
    ("Training compute lower bound", "training-compute", "flop", "at-least", "lower"),
    ("Training compute upper bound", "training-compute", "flop", "at-most", "upper"),
    ("Training compute cost (2023 USD)", "training-cost", "usd", "about", ""),
    ("Training time (hours)", "training-time", "hours", "exact", ""),
    ("Hardware quantity", "hardware-quantity", "", "exact", ""),
    ("Training dataset size (datapoints)", "dataset-size", "", "exact", ""),
)
"""Column, kind, unit and comparator of a number; the last part tells numbers of a kind apart."""


class Reader:
    """Takes the cells of a row; what is not understood is counted as unread."""

    def __init__(self, row: Row, subject: str) -> None:
        self.row, self.subject = row, subject
        self._fields = Fields({column: cell for column, cell in row.items() if cell.strip()})

    def take(self, column: str) -> str:
        return str(self._fields.take(column) or "")

    def give_back(self, column: str, cell: str) -> None:
        self._fields.give_back(column, cell)

    def understood(self, column: str, read: Callable[[str], Any]) -> Any:
        """What `read` makes of a cell; a cell of which it makes nothing is given back."""
        cell = self.take(column)
        found = read(cell) if cell else None
        if cell and not found:
            self.give_back(column, cell)
        return found

    def unread(self) -> tuple[str, ...]:
        return self._fields.unread()


def facts(reader: Reader) -> Says:
    """What stands in the table and is no estimate."""
    links = reader.understood("Link", addresses) or []
    repositories = [hub_repository(each, "model") for each in links]
    return {
        "issued": reader.understood("Publication date", day),
        "url": links,
        "identifier": _distinct(map(arxiv, links)),
        "hubRepository": _distinct(repositories),
        "accessLevel": reader.understood("Model accessibility", ACCESS.get),
        "modality": reader.understood("Domain", _modalities),
        "hasComponentOpenness": _code(reader),
        "hasSourceValue": _account(reader),
    }


def numbers(reader: Reader) -> Says:
    """Numbers, most of which Epoch has estimated."""
    method = reader.take("Training compute estimation method")
    reported = method == REPORTED
    if method and not reported:
        reader.give_back("Training compute estimation method", method)
    metrics: list[Says] = []
    written: list[tuple[str, str, str, str]] = []
    for column, kind, unit, comparator, part in METRICS:
        value = reader.understood(column, number)
        if value is not None:
            told = "exact" if reported and kind == "training-compute" and not part else comparator
            metrics.append(metric(reader.subject, kind, value, unit, told, part=part))
            written.append((column, "hasMetric", metrics[-1]["metricValue"], metrics[-1]["id"]))
    hours = reader.understood("Training chip-hours", number)
    if hours is not None:
        metrics.append(metric(reader.subject, "training-time", hours, "gpu-hours", "about", part="chips"))
        written.append(("Training chip-hours", "hasMetric", metrics[-1]["metricValue"], metrics[-1]["id"]))
    count = reader.understood("Parameters", whole)
    if count is not None:
        written.append(("Parameters", "parameterCount", str(count), ""))
    return {"parameterCount": count, "hasMetric": metrics, "hasSourceValue": _as_written(reader, written)}


def _as_written(reader: Reader, read: list[tuple[str, str, str, str]]) -> list[Says]:
    """The cells whose numbers stand there in another form, each numbered among those about its property."""
    kept: list[Says] = []
    for column, about, value, maps_to in read:
        raw = reader.row[column].strip()
        if raw != value:
            number_of = 1 + sum(each["aboutProperty"] == about for each in kept)
            kept.append(source_value(reader.subject, about, number_of, raw, NORMALIZED, maps_to))
    return kept


def confidence(reader: Reader) -> tuple[str, str]:
    """How sure Epoch is of its numbers, as it says and as a concept."""
    written = reader.take("Confidence")
    if written and written not in CONFIDENCE:
        reader.give_back("Confidence", written)
    return written, CONFIDENCE.get(written, "low")


def _modalities(cell: str) -> list[str] | None:
    """The modalities of the domains, None if there is one that is no modality, such as biology."""
    domains = listed(cell)
    if not all(domain in MODALITIES for domain in domains):
        return None
    return _distinct(MODALITIES[domain] for domain in domains)


def _code(reader: Reader) -> Says | None:
    level = reader.understood("Training code accessibility", CODE.get)
    if level is None:
        return None
    return {
        "id": nested_id("openness", reader.subject, "training-code"),
        "component": "training-code",
        "opennessLevel": level,
    }


def _account(reader: Reader) -> list[Says]:
    """The account on the Hub where the model is: of one of the developers, or of a person."""
    account = reader.take("Hugging Face developer id").strip()
    return [source_value(reader.subject, "hubNamespace", 1, account, AMBIGUOUS)] if account else []


def _distinct(values: Any) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]
