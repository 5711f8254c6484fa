"""The formats of answers, and which of them a request asks for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import Request
from pyoxigraph import RdfFormat

from ingest.questions.catalog import Form, Question
from service.errors import BadParameter, NotAcceptable
from service.http.negotiation import GRAPH_OFFERS, Offer, listing, preferred, types
from service.questions.answer import Page
from service.questions.results import as_csv, as_sparql_json, as_tsv

JSON: Final = Offer("application/json", "json")
PARQUET: Final = Offer("application/vnd.apache.parquet", "parquet")
OFFERS: Final[Mapping[Form, Sequence[Offer]]] = {
    "select": (
        JSON,
        Offer("text/csv", "csv"),
        Offer("text/tab-separated-values", "tsv"),
        Offer("application/sparql-results+json", "srj"),
        PARQUET,
    ),
    "construct": tuple(offer for offer in GRAPH_OFFERS if offer.format != "nquads"),
}
WRITERS: Final[Mapping[str, Callable[[Page], str]]] = {"csv": as_csv, "tsv": as_tsv, "srj": as_sparql_json}


@dataclass(frozen=True)
class GraphForm:
    """A form of RDF, and the short name that it has as a suffix."""

    suffix: str
    format: RdfFormat


GRAPH_FORMS: Final = {
    "turtle": GraphForm("ttl", RdfFormat.TURTLE),
    "jsonld": GraphForm("jsonld", RdfFormat.JSON_LD),
    "ntriples": GraphForm("nt", RdfFormat.N_TRIPLES),
    "rdfxml": GraphForm("rdf", RdfFormat.RDF_XML),
    "trig": GraphForm("trig", RdfFormat.TRIG),
}


def format_names(question: Question) -> list[str]:
    """What `format` can be, the usual one first."""
    names = dict.fromkeys(offer.format for offer in OFFERS[question.form])
    return list(names) if question.form == "select" else [GRAPH_FORMS[name].suffix for name in names]


def chosen(request: Request, question: Question, name: str | None) -> Offer:
    """The format that a request asks for, by name before `Accept`."""
    offers = OFFERS[question.form]
    if name is not None:
        return _named(question, name)
    accept = request.headers.get("accept")
    found = preferred(offers, accept)
    if found is None:
        raise NotAcceptable(
            f"Nothing that is offered fits `Accept: {str(accept)[:200]}`. {listing(offers)}", offered=types(offers)
        )
    return found


def _named(question: Question, name: str) -> Offer:
    for offer in OFFERS[question.form]:
        if name == (offer.format if question.form == "select" else GRAPH_FORMS[offer.format].suffix):
            return offer
    known = format_names(question)
    raise BadParameter(
        f"`format` cannot be {name[:40]!r} here: this question is answered as {', '.join(known)}.",
        parameter="format",
        expected=f"one of {', '.join(known)}",
    )
