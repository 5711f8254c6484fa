"""Objects and lists of an upstream entry that know what of them nobody looked at."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, SupportsIndex

if TYPE_CHECKING:
    from _collections_abc import dict_items, dict_values

EMPTY: Final[tuple[Any, ...]] = (None, "", [], {})
LONGEST_PATH: Final = 100


class WatchedObject(dict[str, Any]):
    """An object that notes which of its members were read; those within them are watched too."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        super().__init__({key: watched(value) for key, value in raw.items()})
        self.seen: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.seen.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.seen.add(key)
        return super().get(key, default)

    def items(self) -> "dict_items[str, Any]":
        self.seen.update(self)
        return super().items()

    def values(self) -> "dict_values[str, Any]":
        self.seen.update(self)
        return super().values()

    def left(self, path: str) -> Iterator[str]:
        for key, value in super().items():
            yield from unseen(value, f"{path}.{key}" if path else key, seen=key in self.seen)


class WatchedList(list[Any]):
    """A list that notes how many of its values were read, from the first on."""

    def __init__(self, raw: list[Any]) -> None:
        super().__init__(map(watched, raw))
        self.seen: set[int] = set()

    def __getitem__(self, index: SupportsIndex | slice) -> Any:
        self.seen.update(range(len(self))[index] if isinstance(index, slice) else [range(len(self))[index]])
        return super().__getitem__(index)

    def __iter__(self) -> Iterator[Any]:
        for index, value in enumerate(super().__iter__()):
            self.seen.add(index)
            yield value

    def left(self, path: str) -> Iterator[str]:
        for index, value in enumerate(super().__iter__()):
            yield from unseen(value, f"{path}[]", seen=index in self.seen)


def watched(value: Any) -> Any:
    """The value, watched if it is an object or a list.

    >>> place = watched({"lat": 59.9, "of": [{"code": "NO", "name": "Norway"}]})
    >>> [each["code"] for each in place["of"]]
    ['NO']
    >>> list(unseen(place, "place", seen=True))
    ['place.lat', 'place.of[].name']
    """
    if isinstance(value, WatchedObject | WatchedList):
        return value
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return WatchedObject(value)
    return WatchedList(value) if isinstance(value, list) else value


def unseen(value: Any, path: str, *, seen: bool) -> Iterator[str]:
    """The paths of what nobody read in a value, which was itself read or not; what is empty is passed over."""
    if value in EMPTY:
        return
    if isinstance(value, WatchedObject | WatchedList):
        yield from value.left(path)
    elif not seen:
        yield path[:LONGEST_PATH]
