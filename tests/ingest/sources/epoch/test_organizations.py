import pytest

from ingest.sources.epoch.organizations import LONGEST_LIST, assign, categories_of, countries_of

KNOWN = {"Oak": ("usa", "can"), "Ash": ("usa",)}


@pytest.mark.parametrize(
    ("names", "countries", "found"),
    [
        (["Elm", "Yew"], ["fra", "deu"], {"Elm": ("fra",), "Yew": ("deu",)}),
        (["Oak", "Elm"], ["usa", "can", "fra", "deu"], {"Oak": ("usa", "can"), "Elm": ("fra", "deu")}),
        (
            ["Elm", "Oak", "Yew"],
            ["fra", "usa", "can", "deu"],
            {"Elm": ("fra",), "Oak": ("usa", "can"), "Yew": ("deu",)},
        ),
        (["Elm", "Yew"], ["fra", "deu", "che"], None),
        (["Elm", "Yew"], ["fra"], None),
        (["Oak", "Ash"], ["usa", "usa"], None),
        (["Oak", "Elm"], ["usa", "can"], None),
    ],
    ids=["by position", "rest", "between", "two ways", "too few", "contradiction", "nothing left"],
)
def test_countries_are_shared_out_if_there_is_one_way(
    names: list[str], countries: list[str], found: dict[str, tuple[str, ...]] | None
) -> None:
    assert assign(names, countries, KNOWN) == found


def test_what_one_row_tells_helps_to_read_another() -> None:
    cells = [(["Elm", "Yew"], ["fra", "deu", "che"]), (["Elm", "Ash"], ["fra", "usa"]), (["Ash"], ["usa"])]
    assert countries_of(cells) == {"Ash": ("usa",), "Elm": ("fra",), "Yew": ("deu", "che")}


def test_a_list_beyond_all_measure_is_not_read() -> None:
    names = [str(number) for number in range(LONGEST_LIST + 1)]
    assert assign(names, names, {}) is None


def test_categories_stand_by_position_in_lists_of_one_length() -> None:
    cells = [(["Oak", "Elm"], ["Industry"]), (["Elm", "Ash"], ["Academia", "Industry"])]
    assert categories_of(cells) == {"Elm": "Academia", "Ash": "Industry"}
