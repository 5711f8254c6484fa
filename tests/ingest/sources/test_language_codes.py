import pytest

from ingest.sources.language_codes import WITHDRAWN, language, notations


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("en", ("eng", "exact")),
        ("zho", ("zho", "exact")),
        ("En", ("eng", "normalized")),
        ("pt-BR", ("por", "normalized")),
        ("zh_Hans", ("zho", "normalized")),
        ("iw", ("heb", "alias")),
    ],
)
def test_a_code_means_a_language_of_the_scheme(code: str, meant: tuple[str, str]) -> None:
    assert language(code) == meant


@pytest.mark.parametrize("code", ["multilingual", "code", "jp", "cn", "und", "English", "\\no", ""])
def test_what_is_no_code_of_the_scheme_means_nothing(code: str) -> None:
    assert language(code) is None


def test_withdrawn_codes_lead_to_codes_of_the_scheme() -> None:
    assert set(WITHDRAWN.values()) <= notations().keys()
    assert not WITHDRAWN.keys() & notations().keys()
