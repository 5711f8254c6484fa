"""The quads of the release as one file, at /dumps/graph.nq.gz; whoever wants much is sent here."""

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from service.errors import NotFound
from service.http.entity_tags import is_known
from service.live.releases import live_release

METHODS: Final = ["GET", "HEAD"]
MEDIA_TYPE: Final = "application/gzip"

router = APIRouter(include_in_schema=False)


@router.api_route("/dumps/{name}", methods=METHODS)
def dump(request: Request, name: str) -> Response:
    """The file, in parts if the client asks for parts; it is saved under the name of the release."""
    release = live_release(request).release
    path = release.quads_path
    if name != path.name or not path.is_file():
        raise NotFound(f"There is no dump {name[:60]!r}: the one of this release is /dumps/{path.name}.")
    headers = {"ETag": f'"{release.id}"', "Cache-Control": "no-cache"}
    if is_known(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return FileResponse(path, 200, headers, MEDIA_TYPE, filename=f"opencairn-{release.id}.nq.gz")
