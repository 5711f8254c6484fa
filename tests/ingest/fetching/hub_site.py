"""A site that answers as the API of the Hugging Face Hub does: renames, private repositories, pages."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from tests.ingest.fetching.site import Asked, Says, Site


def repository(path: str, **fields: Any) -> dict[str, Any]:
    """What the Hub tells of a repository."""
    return {
        "_id": sha256(path.encode()).hexdigest()[:24],
        "id": path,
        "author": path.partition("/")[0],
        "gated": False,
        "createdAt": "2024-02-28T15:24:14.000Z",
        "downloads": 10,
        "tags": ["license:apache-2.0"],
        "cardData": {"license": "apache-2.0"},
        **fields,
    }


def hub(
    site: Site,
    repositories: Mapping[str, list[dict[str, Any]]],
    renames: Mapping[str, str] | None = None,
    organizations: tuple[str, ...] = (),
    page: int = 2,
) -> None:
    """Let a site answer about repositories by kind (`models`, `datasets`)."""
    for kind, found in repositories.items():
        site.routes[f"/api/{kind}"] = _listing(site, kind, found, page)
        for each in found:
            site.says(f"/api/{kind}/{each['id']}", _json(each))
    for old, new in (renames or {}).items():
        site.says(f"/api/models/{old}", Says(status=307, headers={"Location": f"/api/models/{new}"}))
    for name in organizations:
        site.says(f"/api/organizations/{name}/overview", _json({"_id": "a" * 24, "name": name, "fullname": name}))
    site.otherwise = lambda asked: Says(status=404 if "/overview" in asked.path else 401)


def _listing(site: Site, kind: str, found: list[dict[str, Any]], page: int) -> Any:
    def answer(asked: Asked) -> Says:
        of_author = [each for each in found if each["author"] == asked.query["author"][0]]
        start = int(asked.query.get("cursor", ["0"])[0])
        headers = {}
        if start + page < len(of_author):
            following = f"{site.base}api/{kind}?author={asked.query['author'][0]}&cursor={start + page}"
            headers["Link"] = f'<{following}>; rel="next"'
        return _json(of_author[start : start + page], headers)

    return answer


def _json(value: Any, headers: Mapping[str, str] | None = None) -> Says:
    return Says(json.dumps(value).encode(), headers={"Content-Type": "application/json", **(headers or {})})
