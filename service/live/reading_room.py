"""What pages keep of a release while it is live: its words and its statistics, read once."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from service.explain.counts import ReleaseCounts
from service.http.byte_cache import ByteCache
from service.live.releases import LiveRelease
from service.networks.measures import Measured
from service.pages.home import Example, Kind, example, kinds
from service.pages.names import Names
from service.pages.reading import Reader
from service.pages.vocabulary import Vocabulary
from service.questions.answer import Answer
from service.questions.choice import Choice
from service.search.finding import Search
from service.search.near_things import near_things


@dataclass
class ReadingRoom:
    """A release as pages read it."""

    live: LiveRelease

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.live.store)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self.reader)

    @cached_property
    def kinds(self) -> list[Kind]:
        return kinds(self.statistics)

    @cached_property
    def example(self) -> Example | None:
        return example(self.reader, self.statistics)

    @cached_property
    def names(self) -> Names:
        return Names(self.live.release.path)

    @cached_property
    def answers(self) -> ByteCache[str, Answer]:
        """To questions, by their bound queries, so that the second page does not run one again."""
        return ByteCache(self.live.documents.most_bytes)

    @cached_property
    def networks(self) -> ByteCache[Hashable, Measured]:
        """Networks with their measures, by what was asked, so that another format is only written."""
        return ByteCache(self.live.documents.most_bytes)

    @cached_property
    def suggested(self) -> dict[str, list[Choice]]:
        """What forms suggest for things of a class."""
        return {}

    @cached_property
    def search(self) -> Search:
        """The open search index; raises SearchMissing, every time, while there is none."""
        return Search.of(self.live.release)

    def near(self, key: str) -> list[str]:
        """Keys of things that may be meant by one of which the release says nothing."""
        return near_things(lambda: self.search, key)

    @cached_property
    def counts(self) -> ReleaseCounts:
        return ReleaseCounts(self.live.store)

    @cached_property
    def statistics(self) -> dict[str, Any]:
        return self.live.release.statistics()

    @cached_property
    def report(self) -> dict[str, Any] | None:
        return self.live.release.report()


_rooms: dict[str, ReadingRoom] = {}
"""That of the release which was opened last; the one before is given up, so that its store can be closed."""


def reading_room(live: LiveRelease) -> ReadingRoom:
    """The room of a live release; whoever still reads the release before gets one for the time being."""
    room = _rooms.get(live.id)
    return room if room is not None and room.live is live else ReadingRoom(live)


def furnish(live: LiveRelease) -> None:
    """Read the names of things and terms, which most pages need, before anybody waits for them."""
    room = ReadingRoom(live)
    room.vocabulary.read()
    room.names = Names(live.release.path)
    _rooms.clear()
    _rooms[live.id] = room
