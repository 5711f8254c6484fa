"""Take apart the names of organizations that a catalog of models joins with commas and `and`."""

import re
import unicodedata
from typing import Final

WITH_SEPARATORS: Final = (
    "Centre for Vision, Speech and Signal Processing",
    "Deep Cognition and Language Research Lab",
    "LF AI and Data",
)
"""Names of one organization each."""

BETWEEN: Final = re.compile(r"\s*,\s+(?:and\s+)?|\s+and\s+")
REMARK: Final = re.compile(r"\s*\((?:[a-z][^()]*)\)$")
"""Words in brackets after a name that are no name: names start with a capital."""
LED_BY: Final = re.compile(r"(?:lead|led) by\s+")
NO_NAMES: Final = frozenset({"Multilateral"})
IN_BRACKETS: Final = re.compile(r"(?P<before>[^()]+?)\s*\((?P<inside>[^()]+)\)")


def joint_names(raw: str) -> tuple[str, ...]:
    """The names in a string, in their order.

    >>> joint_names("USC, Meta, CMU, and UCSD")
    ('USC', 'Meta', 'CMU', 'UCSD')
    >>> joint_names("EleutherAI and LF AI and Data")
    ('EleutherAI', 'LF AI and Data')
    >>> joint_names("DeepFloyd and LAION (major contributors)")
    ('DeepFloyd', 'LAION')
    """
    text = " ".join(raw.split())
    kept = {f"\0{index}\0": name for index, name in enumerate(WITH_SEPARATORS) if name in text}
    for mark, name in kept.items():
        text = text.replace(name, mark)
    parts = (LED_BY.sub("", REMARK.sub("", part)).strip() for part in BETWEEN.split(text))
    names = (kept.get(part, part) for part in parts)
    return tuple(dict.fromkeys(name for name in names if name and name not in NO_NAMES))


def other_names(name: str) -> tuple[str, ...]:
    """The name before brackets and the one inside them, if a name has such.

    >>> other_names("High Performance Language Technologies (HPLT)")
    ('High Performance Language Technologies', 'HPLT')
    >>> other_names("Meta")
    ()
    """
    found = IN_BRACKETS.fullmatch(unicodedata.normalize("NFKC", name))
    return (found["before"], found["inside"]) if found else ()
