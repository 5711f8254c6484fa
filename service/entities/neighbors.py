"""The things around one, as they stand where they are its values."""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode

from service.entities.addresses import of_kinds, place_of
from service.entities.facts import MOST, Values, types, without_broader
from service.entities.json_ld import context, named
from service.errors import Json
from service.live.reading_room import ReadingRoom
from service.pages import reading
from service.terms import Term

TOLD_WHOLE: Final = of_kinds(
    *("membership", "metric", "openness", "governance", "contribution", "period", "condition", "restriction")
)
"""Things that say nothing by their name: their own facts are given where they stand."""
ALSO_INSIDE: Final = of_kinds("period")
"""Those of them whose facts are given within others, too."""


class Neighbors:
    """Things with their labels; those that are told whole with their facts."""

    def __init__(self, room: ReadingRoom, around: Iterable[Term], base: str) -> None:
        self._room, self._base = room, base
        things = dict.fromkeys(reading.named(around))
        outer = room.reader.outgoing(one for one in things if one.value.startswith(TOLD_WHOLE))
        inside = dict.fromkeys(reading.named(value for facts in outer.values() for _, value in facts))
        self._whole = outer | room.reader.outgoing(one for one in inside if one.value.startswith(ALSO_INSIDE))
        self._labels = room.reader.labels([*things, *inside])

    def told(self, values: Values, whole: tuple[str, ...] = TOLD_WHOLE) -> dict[str, Json]:
        """Keys with values: lists, of things, or of what the literals say."""
        return {
            context().word(prop.value).key: [self._value(prop, value, whole) for value in found[:MOST]]
            for prop, found in values.items()
        }

    def _value(self, prop: NamedNode, value: Term, whole: tuple[str, ...]) -> Json:
        if isinstance(value, Literal):
            return context().literal(value, context().word(prop.value))
        if not isinstance(value, NamedNode):
            return {"id": str(value)}
        told = {**named(value, self._labels.get(value)), **place_of(value, self._base)}
        return {**told, **self._facts(value)} if value.value.startswith(whole) else told

    def _facts(self, node: NamedNode) -> dict[str, Json]:
        own = self._whole[node]
        return {"type": types(self._room, own), **self.told(without_broader(self._room, own), ALSO_INSIDE)}
