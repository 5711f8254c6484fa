"""What a string in a license field was taken to mean."""

from dataclasses import dataclass
from typing import Final

EXACT: Final = "exact"
NORMALIZED: Final = "normalized"
ALIAS: Final = "alias"
FAMILY: Final = "family"
COMPOUND: Final = "compound"
HEDGED: Final = "hedged"
AMBIGUOUS: Final = "ambiguous"
UNMAPPED: Final = "unmapped"

CERTAIN: Final = frozenset({EXACT, NORMALIZED, ALIAS, COMPOUND})
"""Statuses under which a license is asserted."""
FAMILY_PREFIX: Final = "license/family."
"""Start of the things that stand for several licenses of one name."""


@dataclass(frozen=True)
class Resolution:
    """What a string names, and how certain that is.

    Attributes:
        status: concept of the scheme `mapping-status`.
        licenses: `license/<slug>` of each license or family that the string names, certain or not.
        normalized: the string with case, blanks, punctuation and filler words evened out.
        components: for each license the component that the string states it for, "" for none; may be left empty.
        absent: concept of the scheme `knowledge-status` if the string says that there is no license, or that it is
            not known; "" otherwise.
    """

    status: str
    licenses: tuple[str, ...] = ()
    normalized: str = ""
    components: tuple[str, ...] = ()
    absent: str = ""

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Each license with its component."""
        return tuple(zip(self.licenses, self.components or ("",) * len(self.licenses), strict=True))

    @property
    def asserted(self) -> tuple[tuple[str, str], ...]:
        """The parts that may be said of the thing: licenses, not families, that the string names beyond doubt."""
        return tuple(part for part in self.parts if self.status in CERTAIN and not part[0].startswith(FAMILY_PREFIX))
