"""Where Epoch's organizations are and what kind of thing they are.

Epoch looks both up for each organization and joins the answers in one cell. An organization has one category but may
have several countries, so a list of countries can be longer than the list of organizations beside it: it is taken
apart with the help of the rows in which an organization stands alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

Countries = tuple[str, ...]
LONGEST_LIST: Final = 200
"""Organizations of one model whose countries are looked for."""

COUNTRIES: Final[Mapping[str, str]] = {
    "Argentina": "arg",
    "Armenia": "arm",
    "Australia": "aus",
    "Austria": "aut",
    "Belgium": "bel",
    "Brazil": "bra",
    "Canada": "can",
    "China": "chn",
    "Croatia": "hrv",
    "Czechia": "cze",
    "Denmark": "dnk",
    "Finland": "fin",
    "France": "fra",
    "Germany": "deu",
    "Greece": "grc",
    "Hong Kong": "hkg",
    "Hungary": "hun",
    "Iceland": "isl",
    "India": "ind",
    "Indonesia": "idn",
    "Iran (Islamic Republic of)": "irn",
    "Ireland": "irl",
    "Israel": "isr",
    "Italy": "ita",
    "Japan": "jpn",
    "Korea (Republic of)": "kor",
    "Lebanon": "lbn",
    "Lithuania": "ltu",
    "Luxembourg": "lux",
    "Netherlands": "nld",
    "New Zealand": "nzl",
    "Norway": "nor",
    "Poland": "pol",
    "Portugal": "prt",
    "Russia": "rus",
    "Saudi Arabia": "sau",
    "Singapore": "sgp",
    "Spain": "esp",
    "Sweden": "swe",
    "Switzerland": "che",
    "Taiwan": "twn",
    "Thailand": "tha",
    "United Arab Emirates": "are",
    "United Kingdom of Great Britain and Northern Ireland": "gbr",
    "United States of America": "usa",
    "Vietnam": "vnm",
}
CATEGORIES: Final[Mapping[str, tuple[str, str]]] = {
    "Academia": ("ambiguous", ""),
    "Government": ("normalized", "government"),
    "Industry": ("normalized", "company"),
    "Research collective": ("ambiguous", ""),
}
"""Mapping status and concept of the scheme `organization-type`; academia is universities and institutes alike."""


def countries_of(cells: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, Countries]:
    """The countries of each organization, from lists of organizations with the lists of countries beside them."""
    pending = [(tuple(names), tuple(countries)) for names, countries in cells if names and countries]
    known: dict[str, Countries] = {names[0]: countries for names, countries in pending if len(names) == 1}
    while pending:
        left = []
        for names, countries in pending:
            found = assign(names, countries, known)
            if found is None:
                left.append((names, countries))
            else:
                known.update({name: each for name, each in found.items() if name not in known})
        if len(left) == len(pending):
            break
        pending = left
    return known


def assign(
    names: Sequence[str], countries: Sequence[str], known: Mapping[str, Countries]
) -> dict[str, Countries] | None:
    """The countries of each organization of one cell, of which it has one at least.

    None if there is no way to share them out, or more than one.

    >>> assign(["A", "B", "C"], ["usa", "fra", "deu", "che"], {"A": ("usa", "fra"), "C": ("che",)})
    {'A': ('usa', 'fra'), 'B': ('deu',), 'C': ('che',)}
    """
    if max(len(names), len(countries)) > LONGEST_LIST:
        return None
    ways = _ways(names, tuple(countries), known)
    if ways[0][0] != 1:
        return None
    found: dict[str, Countries] = {}
    place = 0
    for index, name in enumerate(names):
        [end] = [end for end in _ends(name, place, tuple(countries), known) if ways[index + 1][end]]
        found[name] = tuple(countries[place:end])
        place = end
    return found


def _ways(names: Sequence[str], countries: Countries, known: Mapping[str, Countries]) -> list[list[int]]:
    """In how many ways the names from one place on can share the countries from another place on; 2 for several."""
    ways = [[0] * (len(countries) + 1) for _ in range(len(names) + 1)]
    ways[-1][-1] = 1
    for index in reversed(range(len(names))):
        for place in range(len(countries)):
            ends = _ends(names[index], place, countries, known)
            ways[index][place] = min(2, sum(ways[index + 1][end] for end in ends))
    return ways


def _ends(name: str, place: int, countries: Countries, known: Mapping[str, Countries]) -> list[int]:
    """Where the countries of a name that begin at a place can end: after those that are known, or after any."""
    if name not in known:
        return list(range(place + 1, len(countries) + 1))
    end = place + len(known[name])
    return [end] if countries[place:end] == known[name] else []


def categories_of(cells: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, str]:
    """The category of each organization, by position where the two lists are equally long."""
    found: dict[str, str] = {}
    for names, categories in cells:
        if len(names) == len(categories):
            for name, category in zip(names, categories, strict=True):
                found.setdefault(name, category)
    return found
