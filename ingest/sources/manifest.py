"""What is known of a catalog before it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

NONE_STATED: Final = "none stated"
EACH_ITS_OWN: Final = "each file's own"


@dataclass(frozen=True)
class Manifest:
    """One upstream catalog.

    Attributes:
        name: of its folder in a snapshot, of its graph and in the IRIs of what only it describes.
        publisher: who publishes it.
        homepage: address for people.
        license: IRI of the license of its data, "" if none is stated.
        attribution: what has to be said where its data are shown.
        update_rate: how often it changes, in words.
        carries: what it holds, in words.
        bounds: least and greatest number of records that are believed, by kind of thing; none for a source to which
            anyone adds files.
        terms: what to tell of the license where there is no IRI of one.
    """

    name: str
    title: str
    publisher: str
    homepage: str
    license: str
    attribution: str
    update_rate: str
    carries: str
    bounds: Mapping[str, tuple[int, int]]
    terms: str = NONE_STATED

    @property
    def document(self) -> str:
        """`kind/slug` of the document that stands for the catalog as a whole."""
        return f"document/catalog-{self.name.replace('_', '-')}"

    def out_of_bounds(self, counts: Mapping[str, int]) -> list[str]:
        """What is wrong with the numbers of records that were read, one sentence each."""
        return [
            f"{counts.get(kind, 0):,} records of {kind}: between {low:,} and {high:,} are expected"
            for kind, (low, high) in self.bounds.items()
            if not low <= counts.get(kind, 0) <= high
        ]
