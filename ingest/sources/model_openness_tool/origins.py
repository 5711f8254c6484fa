"""Where models of the Model Openness Tool come from: free text that names a model, a family, a license or nothing."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ingest.licenses import resolve
from ingest.sources.drafts import Draft
from ingest.sources.mentions import Mentions
from ingest.sources.placeholders import names_one, placeholder
from ingest.sources.repository_names import sizes, squashed
from ingest.sources.source_values import AMBIGUOUS, EXACT, NORMALIZED, UNMAPPED

SOURCE: Final = "model_openness_tool"
ABOUT: Final = "derivedFromModel"
FAMILY: Final = "family"
HEDGED: Final = "hedged"
QUALIFIED: Final = re.compile(r"(?P<name>.+?),\s+\S.*")
"""A name with a remark, such as one that some things differ."""


@dataclass(frozen=True)
class Origin:
    """What an origin was taken to mean."""

    status: str
    subjects: tuple[str, ...] = ()


class Origins:
    """The models that an origin can name."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Keep the names of models, each with the `kind/slug` of one."""
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._even: dict[str, list[str]] = defaultdict(list)
        for name, subject in names:
            self._exact[name].append(subject)
            self._even[squashed(name)].append(subject)

    def of(self, raw: str) -> Origin:
        """What an origin names; in some entries it is the license, which slipped into the wrong column."""
        found = self._model(raw)
        if found:
            return found
        if self._starts_names(raw):
            return Origin(FAMILY)
        license_ = resolve(raw, SOURCE)
        if license_.licenses:
            return Origin(HEDGED, license_.licenses)
        qualified = QUALIFIED.fullmatch(raw)
        named = self._model(qualified["name"]) if qualified else None
        if named and named.status in (EXACT, NORMALIZED):
            return Origin(HEDGED, named.subjects)
        return Origin(UNMAPPED)

    def _model(self, raw: str) -> Origin | None:
        for status, table in ((EXACT, self._exact.get(raw)), (NORMALIZED, self._even.get(squashed(raw)))):
            if table:
                return Origin(status, (table[0],)) if len(table) == 1 else Origin(AMBIGUOUS)
        return None

    def _starts_names(self, raw: str) -> bool:
        """Whether models are called by this name, which gives no size, with something after it."""
        start = raw.lower()
        if sizes(raw):
            return False
        return any(name.lower().startswith((f"{start}-", f"{start} ")) for name in self._exact)


def describe(model: Draft, raw: str, origins: Origins, mentions: Mentions, file: str) -> None:
    """Add the origin of a model; one that names itself says nothing of its descent.

    One that no entry has gets a placeholder among the mentions.
    """
    origin = origins.of(raw)
    if origin.status == UNMAPPED and names_one(raw):
        model.say(ABOUT, placeholder("model", raw, mentions, file))
    if origin.status in (EXACT, NORMALIZED) and origin.subjects != (model.subject,):
        model.say(ABOUT, *origin.subjects)
    model.write(ABOUT, raw, origin.status, origin.subjects)
