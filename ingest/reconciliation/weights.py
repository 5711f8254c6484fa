"""How much each observation on two works says, in one table.

A pair needs 0.75 to be taken as one. So a name and a maker in common (0.5 + 0.3) suffice unless something speaks
against it; a name alone, or a maker with a size and a date, do not.
"""

from typing import Final

from ingest.reconciliation.evidence import Evidence

WEIGHTS: Final = {
    # What the names share. The first that holds counts.
    "same-name": 0.5,  # one stem, whoever made it: homonyms are rarer than catalogs that agree
    "name-but-for-maker": 0.5,  # one stem, if the words of a maker are left out of it
    "same-words": 0.45,  # the words in another order
    "name-of-its-kind": 0.45,  # the words but for `LM`, `LLM`, `embedding`
    "spelled-alike": 0.4,  # a slip in one long word
    "short-name": 0.3,  # letters of each word
    "contained-name": 0.2,  # a rare word in common, and further words in one of them
    "like-name": 0.15,  # many letters in common: never enough without a link
    "other-name": 0.0,
    # Who else bears such a name.
    "only-candidate": 0.1,  # neither catalog has a thing whose name comes closer
    "alone": 0.1,  # the names are one, and neither catalog has another thing of the name in any version or size
    "better-elsewhere": -0.3,  # one of them has
    "one-of-several-sizes": -0.3,  # one has no size, and the catalog of the other has more than one
    "one-of-several-lengths": -0.3,  # the same of rows or tokens: a `20k` beside its whole
    "one-of-several-editions": -0.3,  # the same of dates: `0414` beside what came first
    "one-length": -0.15,  # only one tells rows or tokens, and nothing shows that it is not a part
    "qualified": -0.3,  # a word in one name only that sets variants apart: a language, a domain, a format
    # Who made it.
    "same-organization": 0.3,
    "joint-organization": 0.05,  # two that made other things together
    "other-organization": -0.2,
    "only-bearer": 0.25,  # one of them tells no maker, and all who bear the name are related
    "may-move-on": -0.25,  # only the one tells a size, version or address, and dates are half a year apart
    "other-bearers": -0.2,  # one of them tells no maker, and others have made what bears the name without the maker's
    "linked-bearer": 0.15,  # one of them tells no maker, but the link fits
    # Where it lies.
    "same-repository": 0.4,
    # How large it is, which version, how tuned.
    "same-size": 0.15,  # in the names
    "same-parameters": 0.3,  # as counted or stated, to two percent
    "further-size": -0.15,  # within three times: often another size of one release, or a slip
    "other-parameters": -0.35,
    "same-version": 0.1,
    "same-tuning": 0.05,
    "same-base": 0.15,  # both were made from a work of one name
    # When it came out.
    "same-day": 0.3,
    "near-dates": 0.15,
    "far-dates": -0.3,
    "far-dates-of-one-version": -0.1,
    "late-dates": -0.05,  # up to a year and some: papers come late
}
"""Weight by reason; each comment says why."""


def weighed(reason: str, words: str = "") -> Evidence:
    return Evidence(reason, WEIGHTS[reason], words)
