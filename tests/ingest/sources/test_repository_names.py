import doctest

import pytest

from ingest.sources import joint_names, repository_names
from ingest.sources.repository_names import closeness, fits, sizes, squashed


@pytest.mark.parametrize("module", [joint_names, repository_names], ids=lambda module: module.__name__)
def test_the_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("heron-7b", {7 * 10**9}), ("Heron 1_1B", {1_100_000_000}), ("x-350m-v2", {350 * 10**6}), ("b52-bomber", set())],
)
def test_sizes_are_numbers_before_a_unit(text: str, expected: set[int]) -> None:
    assert sizes(text) == expected


def test_accents_and_punctuation_make_no_other_name() -> None:
    assert squashed("Tülu-3") == squashed("tulu 3")


@pytest.mark.parametrize(
    ("name", "repository", "fitting"),
    [
        pytest.param("Heron-7B", "pond/heron_7b", True, id="punctuation"),
        pytest.param("Heron-3.1-70B", "meta-pond/Meta-Heron-3.1-70B", True, id="beginning of the owner"),
        pytest.param("Heron-12B", "pond/heron-12b-deduped", False, id="other data"),
        pytest.param("Heron-33B", "pond/heron", False, id="size missing"),
        pytest.param("Heron-3", "pond/heron-3.1", False, id="minor version"),
        pytest.param("", "pond/heron", False, id="no name"),
    ],
)
def test_names_fit_only_where_nothing_but_form_differs(name: str, repository: str, fitting: bool) -> None:  # noqa: FBT001 a value of the table
    assert fits(name, repository) is fitting


def test_the_same_name_is_closer_than_one_that_fits() -> None:
    assert closeness("Heron-7B", "pond/heron-7b") > closeness("Heron-7B", "pond/heron-7b-hf")
