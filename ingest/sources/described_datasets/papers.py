"""Papers that a description cites, as far as they can be told by a number of arXiv or a DOI."""

import re
from collections.abc import Iterable
from typing import Any, Final

ARXIV: Final = re.compile(r"arxiv(?:\.org/(?:abs|pdf|html)/|[:.]\s*)(\d{4}\.\d{4,5})", re.IGNORECASE)
DOI: Final = re.compile(r"(?<![\w.])(10\.\d{4,9}/[^\s\"'{}<>|\\^`,;]{1,200})", re.IGNORECASE)
ARXIV_DOI: Final = "10.48550/arxiv."
LONGEST: Final = 20_000
MOST: Final = 20


def papers(texts: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What is known of each paper that the texts cite, by its number.

    >>> list(papers(["@article{x, doi={10.1038/sdata.2016.18}, eprint={arXiv:2211.05100}}"]))
    ['arXiv:2211.05100', '10.1038/sdata.2016.18']
    """
    found: dict[str, dict[str, Any]] = {}
    for text in texts:
        cited = text[:LONGEST]
        for number in ARXIV.findall(cited):
            found[f"arXiv:{number}"] = _paper(f"arXiv:{number}", f"https://arxiv.org/abs/{number}")
        for match in DOI.findall(cited):
            number = match.rstrip(".)]").lower()
            if not number.startswith(ARXIV_DOI):
                found[number] = _paper(number, f"https://doi.org/{number}")
    return dict(list(found.items())[:MOST])


def _paper(identifier: str, url: str) -> dict[str, Any]:
    return {"identifier": [identifier], "url": [url], "documentType": ["paper"]}
