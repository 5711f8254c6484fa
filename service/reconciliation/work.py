"""The work on one batch: how long it may take, and what was read for it already."""

import time
from dataclasses import dataclass, field

from ingest.search_index.names import folded, forms
from service.errors import DeadlinePassed
from service.live.reading_room import ReadingRoom
from service.reconciliation.properties import Property, Value, key_in, values

Compared = set[str]
"""All forms of a text, as it is compared."""


@dataclass(frozen=True)
class Work:
    """One batch.

    Attributes:
        seconds: that it may take from now on.
    """

    room: ReadingRoom
    seconds: float
    _start: float = field(default_factory=time.monotonic)
    _values: dict[tuple[str, Property], list[Value]] = field(default_factory=dict)
    _own: dict[tuple[str, Property], list[Compared]] = field(default_factory=dict)
    _given: dict[str, Compared] = field(default_factory=dict)

    def go_on(self) -> None:
        """Raise DeadlinePassed when it takes too long."""
        if time.monotonic() - self._start > self.seconds:
            raise DeadlinePassed(
                f"The batch was stopped after {self.seconds:g} s. Send fewer queries or properties at once."
            )

    def values(self, key: str, prop: Property) -> list[Value]:
        """The values of a property of a thing, read once."""
        if (key, prop) not in self._values:
            self.go_on()
            self._values[key, prop] = values(self.room, key, prop)
        return self._values[key, prop]

    def own(self, key: str, prop: Property) -> list[Compared]:
        """The same as they are compared."""
        if (key, prop) not in self._own:
            self._own[key, prop] = [compared(text) for value in self.values(key, prop) for text in value.texts]
        return self._own[key, prop]

    def given(self, text: str) -> Compared:
        """A text of the client as it is compared."""
        if text not in self._given:
            self._given[text] = compared(text)
        return self._given[text]


def compared(text: str) -> Compared:
    return {folded(key_in(text)), *forms(text)} - {""}
