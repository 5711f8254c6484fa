"""What the header of an answer says of its form, its release and how long it may be kept."""

import hashlib
import json
from typing import Final

from service.http.negotiation import Offer
from service.workers.query_worker import Job

VARY: Final = "Accept, Accept-Encoding"


def described(job: Job, offer: Offer) -> dict[str, str]:
    """Of any answer to a query."""
    headers = {"Content-Type": offer.content_type, "Vary": VARY}
    if job["coding"]:
        headers["Content-Encoding"] = job["coding"]
    return headers


def repeatable(release: str, job: Job, offer: Offer) -> dict[str, str]:
    """Of an answer that is the same as long as the release is."""
    return {**described(job, offer), "ETag": entity_tag(release, job, offer), "Cache-Control": "no-cache"}


def entity_tag(release: str, job: Job, offer: Offer) -> str:
    parts = [release, job["query"], job["default_graphs"], job["named_graphs"], offer.content_type, job["coding"]]
    return f'"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]}"'
