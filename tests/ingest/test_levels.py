import pytest

from ingest.levels import level_of


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Gull", "release"),
        ("Gull 2.5", "release"),
        ("Gull-0424", "release"),
        ("Gull-7B", "checkpoint"),
        ("Gull 8x7B", "checkpoint"),
        ("Gull Chat", "checkpoint"),
        ("Gull-base", "checkpoint"),
        ("Gull-GGUF", "checkpoint"),
        ("gull.pth", "checkpoint"),
        ("Gull models", "family"),
        ("Gull family (186M to 13B)", "family"),
    ],
)
def test_a_name_tells_the_level(name: str, level: str) -> None:
    assert level_of(name) == level
