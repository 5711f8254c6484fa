"""A thing that several places of a catalog tell of, gathered before its record is made."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ingest.records import Record
from ingest.sources.entries import entry
from ingest.sources.manifest import Manifest
from ingest.sources.source_values import source_value

LONGEST_LOCATOR: Final = 450


@dataclass
class Draft:
    """What is known of one thing so far.

    Attributes:
        names: as the catalog writes them, in whatever places.
        places: files, each with the place in it.
        changed: date on which the catalog last changed its entry, "" if it does not tell.
    """

    subject: str
    class_name: str = "Model"
    names: list[str] = field(default_factory=list)
    other_names: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    says: dict[str, list[Any]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    changed: str = ""
    _written: Counter[str] = field(default_factory=Counter)

    def named(self, name: str, place: str) -> None:
        self.names.append(name)
        self.places.append(place)

    def say(self, term: str, *values: Any) -> None:
        """Add values, each once."""
        known = self.says.setdefault(term, [])
        for value in values:
            if value not in known:
                known.append(value)

    def write(self, about: str, raw: str, status: str, maps_to: str | Iterable[str] = "") -> None:
        """Keep what the catalog wrote beside what it was taken to mean, each once."""
        targets = [maps_to] if isinstance(maps_to, str) else list(maps_to)
        targets = [target for target in targets if target]
        key = (about, raw, status, targets)
        values = self.says.setdefault("hasSourceValue", [])
        if key in ((each["aboutProperty"], each["rawValue"], each["mappingStatus"], each["mapsTo"]) for each in values):
            return
        self._written[about] += 1
        values.append(source_value(self.subject, about, self._written[about], raw, status, targets))

    def add(self, says: Mapping[str, Any]) -> None:
        """Add what others say about the thing."""
        for term, values in says.items():
            self.say(term, *(values if isinstance(values, list | tuple) else [values]))

    def record(self, manifest: Manifest) -> Record:
        """The record; of several names the first in the order of the alphabet is the label."""
        names = sorted(set(self.names))
        places = sorted(set(self.places))
        return entry(
            manifest,
            self.subject,
            self.class_name,
            names[0],
            self.says,
            file=places[0],
            locator=_joined(places),
            alt_labels=[*names[1:], *self.other_names],
            unread=sorted(self.unread),
            changed=self.changed,
        )


def _joined(places: Sequence[str]) -> str:
    """The places as far as there is room, and how many more there are."""
    shown = list(places)
    while len("; ".join(shown)) > LONGEST_LOCATOR:
        shown.pop()
    more = len(places) - len(shown)
    return "; ".join(shown) + (f"; and {more} more" if more else "")
