"""What pages keep of a release while it is live: its words and its statistics, read once."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from fastapi import Response

from service.live.releases import LiveRelease
from service.pages.home import Example, Kind, example, kinds
from service.pages.reading import Reader
from service.pages.vocabulary import Vocabulary

MOST_ANSWERS: Final = 256
LONGEST_ANSWER: Final = 512 * 1024


@dataclass
class ReadingRoom:
    """A release as pages read it."""

    live: LiveRelease
    answers: "OrderedDict[tuple[str, ...], Response]" = field(default_factory=OrderedDict)

    def remembered(self, key: tuple[str, ...], make: Callable[[], Response]) -> Response:
        """The answer made before under the key, or a new one: what a release says does not change."""
        answer = self.answers.pop(key, None) or make()
        if len(answer.body) <= LONGEST_ANSWER:
            self.answers[key] = answer
            while len(self.answers) > MOST_ANSWERS:
                self.answers.popitem(last=False)
        return answer

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.live.store)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self.reader)

    @cached_property
    def kinds(self) -> list[Kind]:
        return kinds(self.reader)

    @cached_property
    def example(self) -> Example | None:
        return example(self.reader)

    @cached_property
    def statistics(self) -> dict[str, Any]:
        return self.live.release.statistics()

    @cached_property
    def report(self) -> dict[str, Any] | None:
        return self.live.release.report()


_rooms: dict[str, ReadingRoom] = {}


def reading_room(live: LiveRelease) -> ReadingRoom:
    """The room of a live release; that of the release before is given up, so that its store can be closed."""
    room = _rooms.get(live.id)
    if room is None or room.live is not live:
        _rooms.clear()
        room = _rooms[live.id] = ReadingRoom(live)
    return room
