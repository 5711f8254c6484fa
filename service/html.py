"""Server-rendered pages: the templates and what all of them can use."""

from functools import cache
from pathlib import Path

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).resolve().parent / "web" / "templates"


@cache
def environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


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
    """A template as an answer."""
    text = environment().get_template(template).render(request=request, **context)
    return Response(text, status, headers, "text/html; charset=utf-8")
