"""`/api`: what there is, for programs and people who begin here."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from service.addresses import base_url
from service.api.responses import READING, problems, shaped
from service.api.shapes.index import Index
from service.api.strict_route import StrictRoute
from service.live.releases import live_release

API_VERSION: Final = 1
"""Goes up when something that was promised is taken away (docs/api.md)."""
PARTS: Final = {
    "questions": ("api/questions", "questions with reviewed queries, and their answers"),
    "entities": ("api/entities", "things by kind, with filters, facets and facts"),
    "search": ("api/search", "things by name, alias or identifier"),
    "networks": ("api/networks", "who is tied to whom through what, with measures"),
    "paths": ("api/path", "the shortest ways in which two things are connected"),
    "reconciliation": ("reconcile", "matches names of a table with things, for OpenRefine"),
    "agents": ("mcp", "tools for language models (Model Context Protocol)"),
    "sparql": ("sparql", "SPARQL 1.1"),
    "why": ("why", "the sources of a statement"),
    "dump": ("dumps/graph.nq.gz", "all of it as N-Quads"),
    "openapi": ("openapi.json", "this API in machine-readable form"),
}

router = APIRouter(tags=["api"], route_class=StrictRoute)


@router.get("/api", summary="What the API offers", responses={**shaped(Index, "The parts"), **problems(*READING)})
@router.get("/api/", include_in_schema=False)
async def index(request: Request) -> JSONResponse:
    base = base_url(request)
    parts = {name: {"href": base + path, "description": description} for name, (path, description) in PARTS.items()}
    return JSONResponse({"version": API_VERSION, "release": live_release(request).id, "parts": parts})
