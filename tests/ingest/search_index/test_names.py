import pytest

from ingest.search_index.names import folded, forms, initials, joined, marks, squeezed


@pytest.mark.parametrize(
    ("written", "compared"),
    [("  École\tNormale ", "ecole normale"), ("BLOOM", "bloom"), ("Straße", "strasse")],
)
def test_names_are_compared_without_capitals_accents_and_spare_blanks(written: str, compared: str) -> None:
    assert folded(written) == compared


def test_a_name_is_squeezed_to_its_letters_and_digits() -> None:
    assert squeezed("GPT-NeoX 20B") == squeezed("gpt_neox-20b") == "gptneox20b"
    assert squeezed("***") == ""


@pytest.mark.parametrize(("one", "other"), [("2.5", "25"), ("C++", "C"), ("Qwen2-0.5B", "Qwen2-5B"), ("2.0", "20")])
def test_names_of_the_same_letters_may_have_other_marks(one: str, other: str) -> None:
    assert marks(one) != marks(other)


@pytest.mark.parametrize(("one", "other"), [("v1.5 of X", "X-1-5"), ("Apache 2", "Apache-2.0"), ("X 1.0.5", "X1-0-5")])
def test_marks_are_the_same_however_names_are_written(one: str, other: str) -> None:
    assert marks(one) == marks(other)


def test_a_name_is_known_with_and_without_its_article() -> None:
    assert joined("The Pile") == {"thepile", "pile"}
    assert joined("Theano") == {"theano"}
    assert joined("The ") == {"the"}


def test_initials_are_those_of_several_words() -> None:
    assert initials("Hugging Face") == "hf"
    assert initials("BLOOM") == initials("one two three four five six seven eight nine") == ""


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("https://ror.org/02feahw73", "02feahw73"),
        ("https://ror.org/02feahw73", "ROR: 02feahw73"),
        ("https://ror.org/02feahw73", "http://www.ror.org/02feahw73/"),
        ("http://www.wikidata.org/entity/Q7", "https://www.wikidata.org/wiki/Q7"),
        ("https://doi.org/10.1038/x", "doi:10.1038/X"),
        ("arXiv:2211.05100", "https://arxiv.org/abs/2211.05100"),
        ("arXiv:2211.05100", "https://arxiv.org/pdf/2211.05100"),
        ("bigscience/bloom", "https://huggingface.co/bigscience/bloom"),
        ("https://w3id.org/opencairn/id/project/bloom", "project/bloom"),
    ],
)
def test_an_identifier_is_met_in_every_form_in_which_people_write_it(kept: str, asked: str) -> None:
    assert forms(kept) & forms(asked)


def test_different_identifiers_have_no_form_in_common() -> None:
    assert not forms("https://ror.org/02feahw73") & forms("https://ror.org/02feahw74")
    assert "" not in forms("https://")
