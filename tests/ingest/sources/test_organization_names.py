import pytest

from ingest.sources.organization_names import split_names


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Together, LAION, Ontocord", ("Together", "LAION", "Ontocord")),
        ("Runway AI, Inc.", ("Runway AI, Inc.",)),
        ("Kunlun Inc.", ("Kunlun Inc.",)),
        ("LAION e.V.", ("LAION e.V.",)),
        ("Oak University, and Elm University.", ("Oak University", "Elm University")),
        ("Oak (Guangzhou, original), Elm", ("Oak (Guangzhou, original)", "Elm")),
        ("University of Science and Technology of China", ("University of Science and Technology of China",)),
        ("Oak Group and Elm Technology", ("Oak Group", "Elm Technology")),
        ("Known and University of Maryland, College Park", ("Known", "University of Maryland, College Park")),
        ("Observatoire de Paris, LERMA, Oak", ("Observatoire de Paris, LERMA", "Oak")),
        ("Oak, Oak", ("Oak",)),
        ("", ()),
        (" , ,", ()),
    ],
)
def test_names_are_taken_apart_where_one_ends(raw: str, names: tuple[str, ...]) -> None:
    assert split_names(raw, {"Known"}) == names


def test_a_name_that_no_reader_sees_as_it_is_is_left_out() -> None:
    assert split_names("Oak, \u202eredlA") == ("Oak",)
