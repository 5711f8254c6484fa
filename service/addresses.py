"""Where this instance runs, and where it answers for IRIs of ours."""

import re
from typing import Final

from fastapi import Request

from ingest.namespaces import BASE

DUMP_PATH: Final = "/dumps/graph.nq.gz"
PLAIN: Final = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~-]+)*/")


def base_url(request: Request) -> str:
    """The public address of this instance with a slash at its end."""
    configured: str = request.app.state.settings.base_url
    return configured or str(request.base_url)


def plain_base_url(request: Request) -> str:
    """The public address, of letters that no format of RDF has to escape.

    A client that makes up a host gets the permanent address.
    """
    base = base_url(request)
    return base if PLAIN.fullmatch(base) else BASE


def as_published(request: Request, text: str) -> str:
    """A text for people, in which the path of the dump is the address at which they find it."""
    return text.replace(DUMP_PATH, plain_base_url(request) + DUMP_PATH[1:])


def local_address(iri: str, base: str) -> str:
    """Where this instance answers for an IRI; foreign IRIs stay as they are."""
    return base + iri.removeprefix(BASE) if iri.startswith(BASE) else iri
