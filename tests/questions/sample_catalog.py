"""A made-up catalog that says something with every term that only catalogs use."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ingest.records import Record, Rejected
from ingest.sources.entries import entry
from ingest.sources.manifest import Manifest
from ingest.sources.registry import Catalog

MANIFEST: Final = Manifest(
    name="sample",
    title="Sample index",
    publisher="Sample",
    homepage="https://example.org/index",
    license="https://creativecommons.org/licenses/by/4.0/",
    attribution="Sample index, CC BY 4.0",
    update_rate="weekly",
    carries="Models",
    bounds={},
)

MIT: Final = {
    "identifier": ["MIT", "Expat"],
    "licenseCategory": "permissive",
    "osiApproved": True,
    "fsfFree": True,
    "deprecatedLicense": False,
    "exactMatch": "http://spdx.org/licenses/MIT",
}
RESTRICTIVE: Final = {
    "licenseCategory": "free-restricted",
    "hasUseRestriction": {"id": "restriction/sample.false-news", "restrictedPurpose": "misinformation"},
}
BASE: Final = {
    "artifactLevel": "checkpoint",
    "memberOfFamily": "model/sample.family",
    "developedBy": "organization/sample.lab",
    "issued": "2024-05-03",
    "parameterCount": [7000000000, 6740000000],
    "modified": "2024-06",
    "hasLicense": "license/sample.mit",
    "hasSourceValue": {
        "id": "value/sample.base-license-1",
        "rawValue": "The MIT license",
        "aboutProperty": "hasLicense",
        "mappingStatus": "alias",
        "mapsTo": "license/sample.mit",
    },
    "accessLevel": "open-weights-unrestricted",
    "modality": ["text", "code"],
    "trainingHardware": "512 chips",
    "trainedOn": "dataset/sample.corpus",
    "dependsOn": "dataset/sample.corpus",
    "servedBy": "organization/sample.lab",
    "hasMetric": [
        {
            "id": "metric/sample.base-compute",
            "metricType": "training-compute",
            "metricValue": "1500000",
            "metricUnit": "exaflop",
            "comparator": "about",
        },
        {
            "id": "metric/sample.base-emissions",
            "metricType": "emissions",
            "metricValue": 30,
            "metricUnit": "tco2e",
            "comparator": "exact",
        },
    ],
    "hasComponentOpenness": {
        "id": "openness/sample.base-weights",
        "component": "weights",
        "opennessLevel": "partly-open",
        "componentLicense": "license/sample.mit",
    },
}
TUNED: Final = {
    "fineTunedFrom": "model/sample.base",
    "variantOf": "model/sample.base",
    "hasComponentOpenness": {
        "id": "openness/sample.tuned-weights",
        "component": "weights",
        "opennessLevel": "open",
        "componentLicense": "license/sample.restrictive",
    },
    "hasSourceValue": {
        "id": "value/sample.tuned-license-1",
        "rawValue": "see readme",
        "aboutProperty": "hasLicense",
        "mappingStatus": "unmapped",
    },
}

MERGED: Final = {
    "mergedFrom": ["model/sample.tuned", "model/sample.base"],
    "hasLicense": "license/sample.restrictive",
}

DESCRIBED: Final = {
    "publishedBy": "organization/sample.lab",
    "fileFormat": ["text/csv", "application/zip"],
    "conformsTo": "http://mlcommons.org/croissant/1.1",
    "keyword": "birds",
    "supportsLanguage": "eng",
    "issued": "2024-05-03",
    "hubRepository": "lab/described",
    "hasMetric": {
        "id": "metric/sample.described-files",
        "metricType": "files",
        "metricValue": 2,
        "comparator": "exact",
    },
}

THINGS: Final[tuple[tuple[str, str, dict[str, Any]], ...]] = (
    ("organization/sample.lab", "Organization", {"locatedIn": "fra", "classification": "public-body"}),
    ("license/sample.mit", "License", MIT),
    ("license/sample.restrictive", "License", RESTRICTIVE),
    ("dataset/sample.pages", "Dataset", {"hasLicense": "license/sample.mit"}),
    ("dataset/sample.corpus", "Dataset", {"composedOf": "dataset/sample.pages"}),
    ("dataset/sample.described", "Dataset", DESCRIBED),
    ("model/sample.family", "Model", {"artifactLevel": "family"}),
    ("model/sample.base", "Model", BASE),
    ("model/sample.tuned", "Model", TUNED),
    ("model/sample.merged", "Model", MERGED),
    ("model/sample.small", "Model", {"quantizedFrom": "model/sample.merged"}),
    ("model/sample.adapter", "Model", {"adapterOf": "model/sample.small", "repositoryOf": "model/sample.tuned"}),
    ("model/sample.dated", "Model", {"issued": ["2023-01", "2024-05"]}),
    ("person/sample.author", "Person", {"hubNamespace": "author", "maintains": "model/sample.tuned"}),
)


def read(folder: Path) -> Iterator[Record | Rejected]:
    for subject, class_name, says in THINGS:
        label = subject.rpartition(".")[2]
        yield entry(MANIFEST, subject, class_name, label, says, file=subject)


CATALOG: Final = Catalog(MANIFEST, read)
