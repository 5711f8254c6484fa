from ingest.sources.entries import LONGEST_SLUG
from ingest.sources.source_values import source_value


def test_ids_tell_thing_property_and_number_apart() -> None:
    one = source_value("model/hub.a", "issued", 1, "soon", "unmapped")
    assert one["id"] == "value/hub.a-issued-1"
    assert source_value("model/hub.a", "issued", 2, "soon", "unmapped")["id"] != one["id"]


def test_ids_of_long_slugs_are_short_and_differ() -> None:
    subject = f"model/{'a' * 119}"
    ids = {source_value(subject, "issued", number, "x", "exact")["id"] for number in range(20)}
    assert len(ids) == 20
    assert all(len(each.removeprefix("value/")) <= LONGEST_SLUG for each in ids)
