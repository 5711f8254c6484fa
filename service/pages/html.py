"""Server-rendered pages: the templates and what all of them can use."""

from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.addresses import base_url
from service.http.static_files import digest

TEMPLATES = Path(__file__).resolve().parents[1] / "web" / "templates"
SECURITY: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


@cache
def environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def compile_all() -> None:
    """Read all templates, before anybody waits for it."""
    for name in environment().list_templates():
        environment().get_template(name)


def has(template: str) -> bool:
    return (TEMPLATES / template).is_file()


def page(
    request: Request,
    template: str,
    context: dict[str, object],
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:
    """A template as an answer; `local` puts the path under which we run before an address of ours."""
    base = base_url(request)
    root = urlsplit(base).path.rstrip("/")
    shared = {
        "request": request,
        "public_address": base,
        "assets": digest(),
        "manifest": request.scope["live_release"].release.manifest,
        "local": lambda href: root + href if href.startswith("/") else href,
    }
    text = environment().get_template(template).render(shared | context)
    return Response(text, status, SECURITY | (headers or {}), "text/html; charset=utf-8")
