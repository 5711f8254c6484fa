"""What the values of a description mean: dates, languages, access, licenses."""

import re
from collections.abc import Iterable
from typing import Final

from pyoxigraph import BlankNode

from ingest.licenses import resolve
from ingest.sources.described_datasets.files import BASE
from ingest.sources.described_datasets.graph import Description
from ingest.sources.described_datasets.names import ordered
from ingest.sources.described_datasets.vocabularies import ADDRESS, IDENTIFIER, LICENSE, TITLE, Names
from ingest.sources.language_codes import language
from ingest.sources.language_names import language_named
from ingest.sources.source_values import EXACT, UNMAPPED
from ingest.values import ValueProblem, date

TIMED: Final = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T[\d:.]{5,18})?(?:Z|[+-]\d{2}:\d{2})?")
LANGUAGE_IRI: Final = re.compile(
    r"https?://(?:publications\.europa\.eu/resource/authority/language|(?:www\.)?lexvo\.org/id/iso639-[13]"
    r"|id\.loc\.gov/vocabulary/(?:iso639-[12]|languages))[/#]([A-Za-z]{2,3})"
)
ACCESS: Final = {
    "access-right/public": "open",
    "access-right/restricted": "limited",
    "access-right/non_public": "closed",
    "access_right/c_abf2": "open",
    "access_right/c_16ec": "limited",
    "access_right/c_14cb": "closed",
}
"""Access levels by the ends of the IRIs of the EU authority list and of COAR."""


def day(text: str) -> str:
    """The day, month or year of a date with or without a time, "" if there is none.

    >>> day("2024-01-01T00:00:00Z"), day("soon"), day("2024-02-30")
    ('2024-01-01', '', '')
    """
    found = TIMED.fullmatch(text.strip())
    try:
        return date(found[1]).value if found else ""
    except ValueProblem:
        return ""


def language_of(text: str) -> tuple[str, str]:
    """Slug of a language in our scheme and how it was read; "" and unmapped if it is not there.

    >>> language_of("http://publications.europa.eu/resource/authority/language/ENG")
    ('eng', 'exact')
    """
    listed = LANGUAGE_IRI.fullmatch(text)
    found = language(listed[1].lower()) if listed else language(text) or language_named(text)
    if found is None:
        return "", UNMAPPED
    return found[0], EXACT if listed else found[1]


def access_level(text: str) -> tuple[str, str]:
    """Slug of an access level and how it was read."""
    end = "/".join(text.rstrip("/").lower().rsplit("/", 2)[-2:])
    return (ACCESS[end], EXACT) if end in ACCESS else ("", UNMAPPED)


def license_texts(descriptions: Iterable[Description], names: Names = LICENSE) -> list[str]:
    """One text for each license: of several that tell of one license the first that is understood."""
    found = (_understood(_texts(each)) for description in descriptions for each in description.nested(names))
    return [text for text in dict.fromkeys(found) if text]


def _texts(license_: Description) -> list[str]:
    own = "" if isinstance(license_.node, BlankNode) else license_.node.value.removeprefix(BASE)
    names = [name for name, _ in ordered(license_.literals(TITLE))]
    return [text for text in (own, *license_.texts((*ADDRESS, *IDENTIFIER)), *names) if text]


def _understood(texts: list[str]) -> str:
    return next((text for text in texts if resolve(text).status != UNMAPPED), next(iter(texts), ""))
