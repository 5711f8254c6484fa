"""The forms in which a thing of ours can be had, each with its suffix and media type."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import RdfFormat

from service.http.negotiation import GRAPH_OFFERS, Offer, choose


@dataclass(frozen=True)
class Representation:
    """One form: `.ttl`, Turtle."""

    suffix: str
    name: str
    media_type: str
    format: RdfFormat | None = None

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


PAGE: Final = Representation("html", "Page", "text/html")
REPRESENTATIONS: Final = (
    PAGE,
    Representation("ttl", "Turtle", "text/turtle", RdfFormat.TURTLE),
    Representation("jsonld", "JSON-LD", "application/ld+json", RdfFormat.JSON_LD),
    Representation("nt", "N-Triples", "application/n-triples", RdfFormat.N_TRIPLES),
    Representation("rdf", "RDF/XML", "application/rdf+xml", RdfFormat.RDF_XML),
    Representation("trig", "TriG", "application/trig", RdfFormat.TRIG),
)
BY_SUFFIX: Final = {form.suffix: form for form in REPRESENTATIONS}
ALIASES: Final = {"json": BY_SUFFIX["jsonld"], "n3": BY_SUFFIX["ttl"], "xml": BY_SUFFIX["rdf"], "owl": BY_SUFFIX["rdf"]}
SUFFIXES: Final = {**BY_SUFFIX, **ALIASES}
OF_FORMAT: Final = {"turtle": "ttl", "ntriples": "nt", "jsonld": "jsonld", "rdfxml": "rdf", "trig": "trig"}
OFFERS: Final = (
    Offer("text/html", "html"),
    Offer("application/xhtml+xml", "html"),
    *(offer for offer in GRAPH_OFFERS if offer.format in OF_FORMAT),
)


RDF_FIRST: Final = tuple(sorted(OFFERS, key=lambda offer: offer.format == "html"))


def negotiated(accept: str | None, offers: Sequence[Offer] = OFFERS) -> Representation:
    """What an Accept header asks for: the first offer if it does not mind; raises NotAcceptable."""
    offer = choose(offers, accept, None)
    return SUFFIXES[OF_FORMAT.get(offer.format, offer.format)]
