"""Addresses for those who run the server: /healthz, /readyz, /version and /metrics."""

from importlib.metadata import version
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client.exposition import choose_encoder

from service.live.releases import live_release
from service.operations.metrics import Metrics
from service.operations.readiness import Readiness
from service.processes.siblings import Siblings

METHODS: Final = ["GET", "HEAD"]
ENGINES: Final = ("pyoxigraph", "uvicorn", "fastapi", "rdflib")
FRESH: Final = {"Cache-Control": "no-store"}

router = APIRouter(include_in_schema=False)


@router.api_route("/healthz", methods=METHODS)
async def healthz() -> Response:
    """The process is alive and its loop turns; nothing else is touched."""
    return PlainTextResponse("ok\n", headers=FRESH)


@router.api_route("/readyz", methods=METHODS)
async def readyz(request: Request) -> Response:
    """Requests are welcome; 503 says why not."""
    readiness = request.app.state.readiness
    assert isinstance(readiness, Readiness)
    await readiness.check()
    return PlainTextResponse("ready\n", headers=FRESH)


@router.api_route("/version", methods=METHODS)
async def versions(request: Request) -> Response:
    """What runs here, on which release."""
    manifest = live_release(request).release.manifest
    body = {
        "opencairn": version("opencairn"),
        "release": {"id": manifest.release, "created": manifest.created, "opencairn": manifest.opencairn},
        "engines": {name: version(name) for name in ENGINES},
    }
    return JSONResponse(body, headers=FRESH)


@router.api_route("/metrics", methods=METHODS)
async def metrics(request: Request) -> Response:
    """The figures of this server, in the text format of Prometheus or as OpenMetrics."""
    counted, siblings = request.app.state.metrics, request.app.state.siblings
    assert isinstance(counted, Metrics)
    assert siblings is None or isinstance(siblings, Siblings)
    registry = await siblings.figures() if siblings else counted.registry
    encode, content_type = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(registry), headers=FRESH | {"Content-Type": content_type, "Vary": "Accept"})
