"""Languages by the English names and the codes that catalogs write."""

import re
from typing import Final

from ingest.sources.concept_names import by_name, by_other_name
from ingest.sources.source_values import ALIAS, EXACT, NORMALIZED

QUALIFIED: Final = re.compile(r"(?P<language>[^()]+?)\s*\([^()]*\)")
"""A language with a script, a region or a remark in brackets."""

OTHER_NAMES: Final = {
    "bamanankan": "bam",
    "bangla": "ben",
    "bemba": "bem",
    "cantonese": "yue",
    "dioula": "dyu",
    "divehi": "div",
    "eastern panjabi": "pan",
    "fula": "ful",
    "haitian creole": "hat",
    "ilocano": "ilo",
    "isizulu": "zul",
    "jingpho": "kac",
    "kikongo": "kon",
    "kiswahili": "swa",
    "kurmanji kurdish": "kmr",
    "kyrgyz": "kir",
    "limburgish": "lim",
    "luba-kasai": "lua",
    "luganda": "lug",
    "luo": "luo",
    "meitei": "mni",
    "mizo": "lus",
    "modern greek": "ell",
    "modern standard arabic": "arb",
    "myanmar": "mya",
    "nigerian pidgin english": "pcm",
    "northern ndebele": "nde",
    "northern sotho": "nso",
    "nyanja": "nya",
    "portugese": "por",
    "punjabi": "pan",
    "pushto": "pus",
    "romansh sursilvan": "roh",
    "romansh vallader": "roh",
    "sepedi": "nso",
    "setswana": "tsn",
    "sinhalese": "sin",
    "sorani": "ckb",
    "standard tibetan": "bod",
    "uighur": "uig",
    "waray": "war",
    "western frisian": "fry",
    "western persian": "pes",
}
"""Slugs of languages by names that are in use beside those of the scheme."""


def language_named(text: str) -> tuple[str, str] | None:
    """Slug of the language in the scheme `language` and how it was found; None if the scheme has no such language.

    >>> language_named("Mandarin Chinese")
    ('cmn', 'exact')
    >>> language_named("Serbian (Latin script)")
    ('srp', 'normalized')
    >>> language_named("Farsi")
    ('fas', 'alias')
    >>> language_named("Fortran")
    """
    name = " ".join(text.split()).casefold()
    if name in by_name("language"):
        return by_name("language")[name], EXACT
    other = by_other_name("language").get(name) or OTHER_NAMES.get(name)
    if other is not None:
        return other, ALIAS
    qualified = QUALIFIED.fullmatch(name)
    if qualified is None:
        return None
    bare = language_named(qualified["language"])
    return (bare[0], NORMALIZED if bare[1] == EXACT else ALIAS) if bare else None
