"""What of an upstream entry nobody read."""

import pytest

from ingest.sources.entries import Fields
from ingest.sources.watched import LONGEST_PATH


def test_fields_that_nobody_took_are_unread_unless_they_are_empty() -> None:
    assert Fields({"a": 1, "b": 0, "c": False, "d": "", "e": None, "f": [], "g": {}}).unread() == ("a", "b", "c")


def test_what_nobody_looked_at_in_an_object_is_unread() -> None:
    fields = Fields({"place": {"country": {"code": "NO", "name": "Norway"}, "lat": 59.9}, "note": "x"})
    assert fields.take("place").get("country")["code"] == "NO"
    assert fields.unread() == ("note", "place.country.name", "place.lat")


def test_of_the_objects_in_a_list_each_counts_under_one_path() -> None:
    fields = Fields({"names": [{"value": "a", "lang": "en"}, {"value": "b", "types": ["label"]}]})
    assert [each["value"] for each in fields.take("names")] == ["a", "b"]
    assert fields.unread() == ("names[].lang", "names[].types[]")


def test_the_end_of_a_list_that_is_cut_off_is_unread() -> None:
    fields = Fields({"tags": ["a", "b", "c"]})
    assert fields.take("tags")[:2] == ["a", "b"]
    assert fields.unread() == ("tags[]",)


@pytest.mark.parametrize("way", ["items", "values"])
def test_who_goes_through_an_object_has_seen_its_values(way: str) -> None:
    fields = Fields({"a": {"b": 1}})
    list(getattr(fields.take("a"), way)())
    assert fields.unread() == ()


def test_an_object_that_becomes_fields_of_its_own_is_counted_there() -> None:
    fields = Fields({"a": {"b": 1}})
    inner = Fields(fields.take("a"))
    assert (fields.unread(), inner.unread()) == ((), ("b",))


def test_what_is_given_back_is_unread_as_a_whole() -> None:
    fields = Fields({"a": {"b": 1, "c": 2}})
    value = fields.take("a")
    fields.give_back("a", value)
    assert fields.unread() == ("a",)


def test_what_is_handed_over_is_counted_by_others() -> None:
    fields = Fields({"card": {"a": {"b": 1}}})
    assert fields.hand_over("card") == {"a": {"b": 1}}
    assert fields.unread() == ()


def test_a_path_has_an_end() -> None:
    fields = Fields({"a": {"x" * 500: 1}})
    fields.take("a")
    assert [len(path) for path in fields.unread()] == [LONGEST_PATH]
