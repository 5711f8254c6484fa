"""Every error is answered with the same body: RFC 9457 problem details, or a page for those who ask for one."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import urljoin, urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.routing import Match

from service.addresses import as_published, base_url
from service.errors import BadRequest, ClientGone, Json, MethodNotAllowed, NotFound, ServiceError
from service.http.negotiation import prefers_html
from service.http.wrong_values import refusal
from service.live.one_release import HEADER as RELEASE
from service.live.releases import live_release
from service.operations import request_ids
from service.operations.exchange import exchange_of, note_outcome
from service.pages import html

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
TYPES = "https://w3id.org/opencairn/problem/"
PLAIN: Final[Mapping[int, type[ServiceError]]] = {400: BadRequest, 404: NotFound, 405: MethodNotAllowed}
"""What errors of the frameworks are among ours."""
CLIENT_CLOSED_REQUEST = 499  # nobody reads it; the access log does


def problem_response(request: Request, problem: dict[str, Json], headers: dict[str, str] | None = None) -> Response:
    """A problem as JSON, or as a page when the client prefers one and the template is there."""
    status = problem["status"]
    assert isinstance(status, int)
    problem["instance"] = urlsplit(base_url(request)).path + request.url.path.lstrip("/")
    problem["detail"] = as_published(request, str(problem["detail"]))
    if isinstance(links := problem.get("links"), dict):
        problem["links"] = {name: urljoin(base_url(request), str(url).removeprefix("/")) for name, url in links.items()}
    extra = {"Vary": "Accept", "Cache-Control": "no-store", **(headers or {})}
    if html.has("problem.html") and prefers_html(request.headers.get("accept")):
        return html.page(request, "problem.html", {"problem": problem}, status=status, headers=extra)
    return Response(json.dumps(problem, ensure_ascii=False), status, extra, MEDIA_TYPE)


def expected(request: Request, error: Exception) -> Response:
    assert isinstance(error, ServiceError)
    note_outcome(request.scope, error)
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.warning("%s %s: %s", request.method, request.url.path, error.detail)
    return problem_response(request, describe(error), error.headers)


def describe(error: ServiceError) -> dict[str, Json]:
    """The problem object of an error of ours."""
    return {
        "type": TYPES + error.slug,
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        **error.members,
    }


def plain_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == MethodNotAllowed.status:
        headers = {"Allow": ", ".join(sorted(allowed(request, headers.get("Allow", ""))))}
    detail = {
        404: f"There is nothing at {request.url.path}.",
        405: f"{request.method} is not possible here. Allowed: {headers.get('Allow')}.",
    }.get(error.status_code, str(error.detail))
    return problem_response(request, describe(PLAIN.get(error.status_code, ServiceError)(detail)), headers)


def allowed(request: Request, told: str) -> set[str]:
    """The methods that any route takes at the path, with those that are told; what answers GET answers HEAD."""
    scopes = {method: {**request.scope, "method": method} for method in ("GET", "POST")}
    routes = request.app.routes
    found = {method for method in scopes if any(each.matches(scopes[method])[0] is Match.FULL for each in routes)}
    return found | ({"HEAD"} if "GET" in found else set()) | {*filter(None, told.split(", "))}


def invalid_parameters(request: Request, error: Exception) -> Response:
    """The first of what is wrong with the parameters, as the error of ours that says so."""
    assert isinstance(error, RequestValidationError)
    return problem_response(request, describe(refusal(error.errors()[0], descriptions(request))))


def descriptions(request: Request) -> dict[str, str]:
    """What the parameters of the asked route are, by name."""
    route = request.scope.get("route")
    fields = route.dependant.query_params if isinstance(route, APIRoute) else []
    return {field.alias: field.field_info.description or "" for field in fields}


def unexpected(request: Request, error: Exception) -> Response:
    """Tells nothing about the inside; Starlette logs the traceback and the server goes on."""
    problem = describe(ServiceError("Something went wrong on our side. It has been logged."))
    # this answer does not pass the middleware that adds them
    headers = {RELEASE: live_release(request).id, request_ids.HEADER: exchange_of(request.scope).request_id}
    return problem_response(request, problem, headers)


def client_gone(request: Request, error: Exception) -> Response:
    note_outcome(request.scope, error)
    return Response(status_code=CLIENT_CLOSED_REQUEST)


def install(app: FastAPI) -> None:
    """Make every error of the application a problem."""
    app.add_exception_handler(ServiceError, expected)
    app.add_exception_handler(HTTPException, plain_http)
    app.add_exception_handler(RequestValidationError, invalid_parameters)
    app.add_exception_handler(ClientGone, client_gone)
    app.add_exception_handler(Exception, unexpected)
