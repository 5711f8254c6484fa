"""Components in the Model Openness Tool: released or not, and under which license.

A component that is listed is there; one that is not listed is not released. Without a license of its own it has
that of the release. `unlicensed` says that it is there without any license, so nobody may use it freely.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from ingest.licenses import license_says
from ingest.sources.drafts import Draft
from ingest.sources.entries import nested_id
from ingest.sources.model_openness_tool.files import Component, Release
from ingest.sources.web_addresses import is_address

SOURCE: Final = "model_openness_tool"
ABOUT: Final = "componentLicense"
UNLICENSED: Final = "unlicensed"
ABSENT: Final = re.compile(r"(?:component )+not include", re.IGNORECASE)
"""What people write who list a component to say that there is none."""
NO_TEXT: Final = ""

CODE: Final = "code"
DATA: Final = "data"
DOCUMENT: Final = "document"
OF_ALL: Final = "distribution"


@dataclass(frozen=True)
class Kind:
    """A component of the Model Openness Framework.

    Attributes:
        concept: of the scheme `component`.
        license_of: which license of the release it has if it gives none.
    """

    concept: str
    license_of: str


KINDS: Final = {
    "Model architecture": Kind("architecture", CODE),
    "Data preprocessing code": Kind("data-preprocessing-code", CODE),
    "Training code": Kind("training-code", CODE),
    "Inference code": Kind("inference-code", CODE),
    "Evaluation code": Kind("evaluation-code", CODE),
    "Supporting libraries and tools": Kind("supporting-libraries", CODE),
    "Model parameters (Final)": Kind("final-parameters", DATA),
    "Model parameters (Intermediate)": Kind("intermediate-checkpoints", DATA),
    "Datasets": Kind("training-dataset", DATA),
    "Evaluation data": Kind("evaluation-data", DATA),
    "Model metadata": Kind("model-metadata", DATA),
    "Sample model outputs": Kind("sample-outputs", DATA),
    "Model card": Kind("model-card", DOCUMENT),
    "Data card": Kind("data-card", DOCUMENT),
    "Technical report": Kind("technical-report", DOCUMENT),
    "Research paper": Kind("research-paper", DOCUMENT),
    "Evaluation results": Kind("evaluation-results", DOCUMENT),
}
OPEN_LICENSES: Final = frozenset(
    f"license/spdx.{identifier}"
    for identifier in (
        "apache-2.0",
        "bsd-2-clause",
        "bsd-3-clause",
        "cc-by-4.0",
        "cc-by-sa-3.0",
        "cc-by-sa-4.0",
        "cc0-1.0",
        "cdla-permissive-1.0",
        "cdla-permissive-2.0",
        "gpl-2.0-only",
        "gpl-3.0-only",
        "lgpl-3.0-only",
        "mit",
        "mpl-2.0",
        "odc-by-1.0",
        "odbl-1.0",
        "unlicense",
    )
)
"""Licenses that let anyone use, study, change and share what is under them."""


def describe(release: Release, model: Draft) -> None:
    """Add the openness of every component of the framework to the model of an entry."""
    listed: set[str] = set()
    for component in release.components:
        kind = KINDS.get(component.name)
        if kind is None or component.name in listed:
            model.unread.add(f"component {component.name}"[:60])
            continue
        listed.add(component.name)
        model.say("hasComponentOpenness", _openness(release, model, component, kind))
    for name, kind in KINDS.items():
        if name not in listed:
            model.say("hasComponentOpenness", _base(model, kind) | {"opennessLevel": "not-released"})


def _base(model: Draft, kind: Kind) -> dict[str, Any]:
    return {"id": nested_id("openness", model.subject, kind.concept), "component": kind.concept}


def _openness(release: Release, model: Draft, component: Component, kind: Kind) -> dict[str, Any]:
    openness = _base(model, kind) | {"url": [path for path in component.paths if is_address(path)]}
    for path in component.paths:
        if not is_address(path):
            model.write("url", path, "unmapped")
    raw = component.license
    if raw is None:
        raw = release.licenses.get(kind.license_of) or release.licenses.get(OF_ALL) or NO_TEXT
    if raw == UNLICENSED:
        return openness | {"opennessLevel": "partly-open", ABOUT: {"absent": "none"}}
    says = license_says(openness["id"], raw, SOURCE, about=ABOUT) if raw else {ABOUT: {"absent": "unknown"}}
    level = "not-released" if ABSENT.match(raw) else _level(says.get(ABOUT))
    return openness | says | {"opennessLevel": level}


def _level(licenses: Any) -> str:
    """How open a component is under licenses; unknown if none of them was understood."""
    if not isinstance(licenses, list) or not licenses:
        return "unknown"
    return "open" if OPEN_LICENSES.issuperset(licenses) else "partly-open"
