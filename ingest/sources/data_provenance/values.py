"""Values of the Data Provenance summaries: texts that may be lists, identifiers that may be prose."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from ingest.sources.hostile import name
from ingest.sources.source_values import EXACT, NORMALIZED, UNMAPPED, source_value

LONGEST: Final = 2_000

HUB: Final = re.compile(
    r"https?://(?P<host>[a-z.]+)/datasets/"
    r"(?P<repository>[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9._-]{1,96})(?P<rest>[/?#]\S*)?"
)
HUB_HOST: Final = "huggingface.co"
HUB_HOSTS: Final = (HUB_HOST, "www.huggingface.co", "hf.co")

ARXIV: Final = re.compile(
    r"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/"
    r"(?P<number>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?/?"
)
CORPUS: Final = re.compile(r"\d{1,12}")


def texts(value: Any) -> list[str]:
    """The texts of a field that holds one, several or none; '' and what a reader cannot see are left out."""
    return list(dict.fromkeys(text for text in map(_text, _several(value)) if text))


def unusable(value: Any) -> bool:
    """Whether a field holds something beside the texts that can be used."""
    return any(each not in (None, "", [], {}) and str(each).strip() and not _text(each) for each in _several(value))


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value).strip()
    return text if name(on_one_line(text), LONGEST) else None


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def hub_repository(text: str) -> tuple[str, str] | None:
    """Repository of the dataset that a Hub address leads to, and whether the address is of the plain form.

    A name without owner is that of a repository which may have been moved since: it is not taken for one.

    >>> hub_repository("https://huggingface.co/datasets/tatsu-lab/alpaca")
    ('tatsu-lab/alpaca', 'exact')
    >>> hub_repository("https://hf.co/datasets/arbml/CIDAR/viewer")
    ('arbml/CIDAR', 'normalized')
    >>> hub_repository("https://huggingface.co/datasets/tweet_eval")
    """
    match = HUB.fullmatch(text)
    if match is None or match["host"] not in HUB_HOSTS:
        return None
    plain = match["host"] == HUB_HOST and match["rest"] in (None, "/")
    return match["repository"], EXACT if plain else NORMALIZED


def arxiv(text: str) -> str | None:
    """The arXiv number of a paper's address.

    >>> arxiv("https://arxiv.org/pdf/2211.05100v2.pdf")
    'arXiv:2211.05100'
    """
    match = ARXIV.fullmatch(text)
    return f"arXiv:{match['number']}" if match else None


def corpus(text: str) -> str | None:
    """The number of a paper in the Semantic Scholar corpus.

    >>> corpus("Unclear")
    """
    return f"S2CorpusId:{text}" if CORPUS.fullmatch(text) else None


@dataclass
class Values:
    """What upstream wrote about a thing and what it was taken to mean.

    Attributes:
        subject: `kind/slug` of the thing.
    """

    subject: str
    said: list[dict[str, Any]] = field(default_factory=list)

    def keep(self, about: str, raw: str, status: str = UNMAPPED, maps_to: str = "") -> None:
        """Keep a value; the same one about the same property only once."""
        given = [each for each in self.said if each["aboutProperty"] == about]
        if all(each["rawValue"] != raw for each in given):
            self.said.append(source_value(self.subject, about, len(given) + 1, raw, status, maps_to))
