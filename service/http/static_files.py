"""Our own stylesheet and drawing: small, read once, cached by browsers for as long as they are the same."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request, Response

from service.errors import NotFound

FOLDER: Final = Path(__file__).resolve().parents[1] / "web"
TYPES: Final = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}

router = APIRouter(include_in_schema=False)


@cache
def files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (FOLDER / "static").iterdir() if path.suffix in TYPES}


@cache
def digest() -> str:
    """Changes whenever a template or a static file does."""
    whole = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*.*")):
        whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


@router.api_route("/static/{name}", methods=["GET", "HEAD"])
def static(request: Request, name: str) -> Response:
    """One file; pages name it with the digest, so that it can be kept for good."""
    data = files().get(name)
    if data is None:
        raise NotFound(f"There is no static file {name!r}.")
    lasting = request.query_params.get("v") == digest()
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable" if lasting else "no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(data, 200, headers, TYPES[Path(name).suffix])
