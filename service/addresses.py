"""Where this instance runs, and where it answers for IRIs of ours."""

from fastapi import Request

from ingest.namespaces import BASE


def base_url(request: Request) -> str:
    """The public address of this instance with a slash at its end."""
    configured: str = request.app.state.settings.base_url
    return configured or str(request.base_url)


def local_address(iri: str, base: str) -> str:
    """Where this instance answers for an IRI; foreign IRIs stay as they are."""
    return base + iri.removeprefix(BASE) if iri.startswith(BASE) else iri
