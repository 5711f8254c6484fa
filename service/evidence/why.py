"""`/why`: the sources of a statement as JSON, or as a page for those who ask for one."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pyoxigraph import NamedNode

from service.api.responses import NAMED, problems, shaped
from service.api.shapes.why import Why
from service.api.strict_route import StrictRoute
from service.errors import BadParameter, Json, NotFound, Throttled
from service.evidence.provenance import Conflict, Explained, Premise, Provenance, Rule, Source, Wanted
from service.evidence.source_json import named_json, source_json
from service.fair_use.charging import aside
from service.http.negotiation import prefers_html
from service.live.releases import live_release
from service.pages import html
from service.terms import read_iri, read_term, term_json

PAGE = "why.html"

router = APIRouter(tags=["evidence"], route_class=StrictRoute)


@router.get(
    "/why",
    summary="The sources of a statement",
    response_class=JSONResponse,
    responses={**shaped(Why, "Every matching statement"), **problems(*NAMED, BadParameter, Throttled)},
)
async def why(
    request: Request,
    subject: Annotated[str, Query(description="project/bigscience, concept/country/fra, a prefixed name or an IRI")],
    predicate: Annotated[str, Query(description="IRI, or prefixed name such as cairn:activeUntil")],
    value: Annotated[
        str | None,
        Query(
            alias="object",
            description='kind/slug, concept/scheme/slug, IRI, literal such as "BLOOM"@en, or plain text; empty: any',
        ),
    ] = None,
) -> Response:
    """Who says so: every matching statement with its sources, contradicting values, and rules that add it."""
    about, saying = read_iri(subject, "subject"), read_iri(predicate, "predicate")
    wanted = read_term(value, "object") if value else None
    provenance = Provenance(live_release(request).store)
    found = await aside(request.scope["account"], lambda: explain(provenance, about, saying, wanted))
    answer = why_json(found)
    if prefers_html(request.headers.get("accept")):
        return html.page(request, PAGE, {"why": answer}, headers={"Vary": "Accept"})
    return JSONResponse({"release": live_release(request).id, **answer}, headers={"Vary": "Accept"})


def explain(provenance: Provenance, subject: NamedNode, predicate: NamedNode, wanted: Wanted) -> list[Explained]:
    """The matching statements; raises NotFound, saying what was looked for, when there are none."""
    found = provenance.explain(subject, predicate, wanted)
    if found:
        return found
    if not provenance.read.describes(subject):
        raise NotFound(f"Nothing is known about {subject}.")
    value = "any value" if wanted is None else f"the value {wanted}"
    raise NotFound(f"No source says that {subject} has {value} for {predicate}.")


def why_json(found: list[Explained]) -> dict[str, Json]:
    return {"statements": [statement_json(each) for each in found]}


def statement_json(each: Explained) -> dict[str, Json]:
    return {
        "subject": term_json(each.subject),
        "predicate": term_json(each.predicate),
        "object": term_json(each.value),
        "asserted": each.asserted,
        "shown": each.shown,
        "stated_in": each.stated_in,
        "rests_on": each.rests_on,
        "sources": [statement_source_json(source) for source in each.sources],
        "conflicts": [conflict_json(conflict) for conflict in each.conflicts],
        "inferred_by": [rule_json(rule) for rule in each.inferred_by],
    }


def rule_json(rule: Rule) -> dict[str, Json]:
    premises: list[Json] = [premise_json(premise) for premise in rule.premises]
    return {"graph": rule.graph, "label": rule.label, "description": rule.description, "from": premises}


def premise_json(premise: Premise) -> dict[str, Json]:
    return {
        "subject": term_json(premise.subject),
        "predicate": term_json(premise.predicate),
        "object": term_json(premise.value),
        "sources": [statement_source_json(source) for source in premise.sources],
        "inferred_by": [rule_json(rule) for rule in premise.made_by],
    }


def statement_source_json(source: Source) -> dict[str, Json]:
    return {
        **source_json(source),
        "rests_on": source.rests_on,
        "read_how": source.read_how,
        "title": source.title,
        "note": source.note,
        "rows": source.rows,
        "graph": source.graph,
    }


def conflict_json(conflict: Conflict) -> dict[str, Json]:
    return {
        "disagreement": named_json(conflict.disagreement),
        "position": named_json(conflict.position),
        "object": None if conflict.value is None else term_json(conflict.value),
        "sources": [statement_source_json(source) for source in conflict.sources],
    }
