"""A source of a statement as JSON, in the one form that it has everywhere."""

from service.errors import Json
from service.evidence.provenance import Named, Source


def source_json(source: Source) -> dict[str, Json]:
    return {
        "document": named_json(source.document),
        "url": source.url,
        "locator": source.locator,
        "kind": source.kind,
        "confidence": source.confidence,
        "speaker": named_json(source.speaker),
        "evidence": source.evidence,
    }


def named_json(thing: Named | None) -> Json:
    return {"id": thing.iri, "label": thing.label} if thing else None
