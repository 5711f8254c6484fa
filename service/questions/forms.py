"""The formats of answers, and which of them a request asks for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from fastapi import Request

from ingest.questions.catalog import Form, Question
from service.errors import BadParameter
from service.http.negotiation import GRAPH_OFFERS, Offer, choose, meant
from service.linked_data.representations import OF_FORMAT
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
    "construct": tuple(offer for offer in GRAPH_OFFERS if offer.format in OF_FORMAT),
}
WRITERS: Final[Mapping[str, Callable[[Page], str]]] = {"csv": as_csv, "tsv": as_tsv, "srj": as_sparql_json}


def format_names(question: Question) -> list[str]:
    """What `format` is called, the usual one first."""
    return list(dict.fromkeys(OF_FORMAT.get(offer.format, offer.format) for offer in OFFERS[question.form]))


def chosen(request: Request, question: Question, name: str | None) -> Offer:
    """The format that a request asks for, by name before `Accept`."""
    offers = OFFERS[question.form]
    if name is None:
        return choose(offers, request.headers.get("accept"), None)
    found = meant(offers, name)
    if found is None:
        known = ", ".join(format_names(question))
        raise BadParameter(
            f"`format` cannot be {name[:40]!r} here: this question is answered as {known}.",
            parameter="format",
            expected=f"one of {known}",
        )
    return found
