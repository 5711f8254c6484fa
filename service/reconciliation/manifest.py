"""What the service can do, for clients that are told its address."""

from importlib.metadata import version
from typing import Final

from ingest.namespaces import BASE, ONTOLOGY
from service.errors import Json
from service.reconciliation.batches import MOST_QUERIES
from service.reconciliation.candidates import type_json

USUAL_KINDS: Final = ("organization", "project", "person", "model", "dataset", "license")
WIDTH, HEIGHT = 430, 230


def manifest(base: str) -> dict[str, Json]:
    return {
        "versions": ["0.1", "0.2"],
        "name": "OpenCairn",
        "identifierSpace": BASE,
        "schemaSpace": f"{ONTOLOGY}#",
        "documentation": f"{base}about",
        "logo": f"{base}static/mark.svg",
        "serviceVersion": version("opencairn"),
        "view": {"url": f"{base}reconcile/view?id={{{{id}}}}"},
        "defaultTypes": [type_json(kind) for kind in USUAL_KINDS],
        "batchSize": MOST_QUERIES,
        "preview": {"url": f"{base}reconcile/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            part: {"service_url": base.rstrip("/"), "service_path": f"/reconcile/suggest/{part}"}
            for part in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": base.rstrip("/"), "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
    }
