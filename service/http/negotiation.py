"""Media types we offer and which of them an Accept header asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.errors import BadParameter, NotAcceptable

LONGEST_ECHO: Final = 200


@dataclass(frozen=True)
class Offer:
    """A media type that we can answer with.

    Attributes:
        media_type: without parameters.
        format: our name of the format, as in `service.workers.query_worker`.
    """

    media_type: str
    format: str

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


SOLUTION_OFFERS: Final = (
    Offer("application/sparql-results+json", "json"),
    Offer("application/sparql-results+xml", "xml"),
    Offer("text/csv", "csv"),
    Offer("text/tab-separated-values", "tsv"),
    Offer("application/json", "json"),
    Offer("application/xml", "xml"),
    Offer("text/xml", "xml"),
)
GRAPH_OFFERS: Final = (
    Offer("text/turtle", "turtle"),
    Offer("application/n-triples", "ntriples"),
    Offer("application/ld+json", "jsonld"),
    Offer("application/rdf+xml", "rdfxml"),
    Offer("application/trig", "trig"),
    Offer("application/n-quads", "nquads"),
    Offer("text/plain", "ntriples"),
    Offer("application/json", "jsonld"),
    Offer("application/xml", "rdfxml"),
    Offer("text/xml", "rdfxml"),
    Offer("application/x-turtle", "turtle"),
    Offer("text/n3", "turtle"),  # every Turtle document is an N3 document
)
FORMAT_NAMES: Final = {
    "srj": "json",
    "srx": "xml",
    "ttl": "turtle",
    "n3": "turtle",
    "nt": "ntriples",
    "n-triples": "ntriples",
    "json-ld": "jsonld",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
    "nq": "nquads",
    "n-quads": "nquads",
}
FORMATS_BY_FAMILY: Final = {"json": "jsonld", "xml": "rdfxml"}  # what `format=json` means for a graph


@dataclass(frozen=True)
class MediaRange:
    """One entry of an Accept header."""

    type: str
    subtype: str
    quality: float
    position: int

    def specificity(self, media_type: str) -> int:
        """2 for the type itself, 1 for `type/*`, 0 for `*/*`, -1 when it does not match."""
        main, _, sub = media_type.partition("/")
        if (self.type, self.subtype) == (main, sub):
            return 2
        if (self.type, self.subtype) == (main, "*"):
            return 1
        return 0 if (self.type, self.subtype) == ("*", "*") else -1


def parse_accept(header: str) -> list[MediaRange]:
    """The entries of an Accept header; those that are malformed are left out."""
    ranges = []
    for position, entry in enumerate(header.split(",")):
        name, *parameters = (part.strip() for part in entry.split(";"))
        main, slash, sub = name.lower().partition("/")
        quality = _quality(parameters)
        if slash and main and sub and quality is not None:
            ranges.append(MediaRange(main, sub, quality, position))
    return ranges


def _quality(parameters: Sequence[str]) -> float | None:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return None
    return 1.0


def preferred(offers: Sequence[Offer], accept: str | None) -> Offer | None:
    """The offer that an Accept header likes best, None when it wants none of them.

    The most specific entry decides on the quality of an offer. Among equals the more specific entry wins, then the
    one that the client wrote first, then the order of the offers.
    """
    if accept is None or not accept.strip():
        return offers[0]
    best: tuple[tuple[float, int, int], Offer] | None = None
    ranges = parse_accept(accept)
    for offer in offers:
        matches = [(entry.specificity(offer.media_type), entry) for entry in ranges]
        specificity, entry = max(
            matches, key=lambda match: (match[0], match[1].quality), default=(-1, MediaRange("", "", 0, 0))
        )
        rank = (entry.quality, specificity, -entry.position)
        if specificity >= 0 and entry.quality > 0 and (best is None or rank > best[0]):
            best = (rank, offer)
    return best and best[1]


def meant(offers: Sequence[Offer], name: str) -> Offer | None:
    """The offer that a name stands for: by our own name of it or its media type before other names of the format."""
    wanted = name.strip().lower().replace(" ", "+")  # a plus sign in a query string arrives as a space
    form = FORMAT_NAMES.get(wanted, wanted)
    for each in (wanted, form, FORMATS_BY_FAMILY.get(form)):
        for offer in offers:
            if each in (offer.format, offer.media_type):
                return offer
    return None


def named(offers: Sequence[Offer], name: str) -> Offer:
    """The offer meant by a `format` parameter: a name such as `csv` or `ttl`, or a media type."""
    found = meant(offers, name)
    if found is not None:
        return found
    if meant((*SOLUTION_OFFERS, *GRAPH_OFFERS), name) is not None:
        raise NotAcceptable(f"format={name} does not fit this kind of query. {listing(offers)}", offered=types(offers))
    raise BadParameter(f"format={name} is not known. {listing(offers)}", parameter="format")


def choose(offers: Sequence[Offer], accept: str | None, name: str | None) -> Offer:
    """What to answer with; raises NotAcceptable with the list of what is offered."""
    if name:
        return named(offers, name)
    chosen = preferred(offers, accept)
    if chosen is None:
        raise NotAcceptable(
            f"Nothing that is offered fits `Accept: {str(accept)[:LONGEST_ECHO]}`. {listing(offers)}",
            offered=types(offers),
        )
    return chosen


def types(offers: Sequence[Offer]) -> list[str]:
    return [offer.media_type for offer in offers]


def listing(offers: Sequence[Offer]) -> str:
    return f"Offered: {', '.join(types(offers))}."


def prefers_html(accept: str | None) -> bool:
    """Whether a client asks for pages: it names text/html, and nothing that it names is liked better."""
    entries = parse_accept(accept or "")
    html = [entry.quality for entry in entries if entry.type == "text" and entry.subtype == "html"]
    return bool(html) and html[0] > 0 and html[0] >= max(entry.quality for entry in entries)
