from dataclasses import dataclass

from service.http.byte_cache import OVERHEAD, ByteCache


@dataclass(frozen=True)
class Thing:
    size: int


def test_what_was_not_used_for_longest_goes_first() -> None:
    cache = ByteCache[str, Thing](16 * (OVERHEAD + 10))
    for number in range(16):
        cache.keep(str(number), Thing(10))
    assert cache.find("0") == Thing(10)
    cache.keep("new", Thing(10))
    assert cache.find("1") is None
    assert cache.find("0") == cache.find("new") == Thing(10)
    assert cache.bytes <= cache.most_bytes
    assert len(cache) == 16


def test_one_thing_cannot_take_most_of_the_room() -> None:
    cache = ByteCache[str, Thing](8000)
    cache.keep("large", Thing(1001))
    cache.keep("small", Thing(1000))
    assert cache.find("large") is None
    assert cache.find("small") is not None


def test_without_room_nothing_is_kept() -> None:
    cache = ByteCache[str, Thing](0)
    cache.keep("any", Thing(0))
    assert cache.find("any") is None
    assert cache.bytes == 0
