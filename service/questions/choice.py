"""One value that a parameter can have."""

from dataclasses import dataclass

from pyoxigraph import NamedNode


@dataclass(frozen=True)
class Choice:
    """What a picker offers.

    Attributes:
        value: what is given for it: its slug.
        uses: how often the release uses it.
    """

    value: str
    node: NamedNode
    label: str
    uses: int
