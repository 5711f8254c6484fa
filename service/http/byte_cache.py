"""The things used last, up to a number of bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Final, Generic, Protocol, TypeVar

LARGEST_PART: Final = 8
"""One thing may take an eighth of the room."""
OVERHEAD: Final = 1024
"""Bytes that a thing takes beside its body."""


class Sized(Protocol):
    @property
    def size(self) -> int: ...


Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value", bound=Sized)


class ByteCache(Generic[Key, Value]):
    """Finds things by their keys.

    Attributes:
        found: how often one was found.
        made: how often one was brought, kept or not.
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self.found = 0
        self.made = 0
        self._kept: OrderedDict[Key, Value] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, key: Key) -> Value | None:
        found = self._kept.get(key)
        if found is not None:
            self.found += 1
            self._kept.move_to_end(key)
        return found

    def keep(self, key: Key, value: Value) -> None:
        """Keep a thing in place of those that were not used for longest; one that is too large is not kept."""
        self.made += 1
        if key in self._kept or value.size > self.most_bytes // LARGEST_PART:
            return
        self._kept[key] = value
        self.bytes += value.size + OVERHEAD
        while self.bytes > self.most_bytes:
            _, oldest = self._kept.popitem(last=False)
            self.bytes -= oldest.size + OVERHEAD
