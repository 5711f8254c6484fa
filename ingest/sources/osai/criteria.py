"""The criteria of the European Open Source AI Index as openness of components."""

from dataclasses import dataclass
from typing import Any, Final

from ingest.sources.drafts import Draft
from ingest.sources.entries import nested_id
from ingest.sources.osai.files import Criterion
from ingest.sources.source_values import UNMAPPED


@dataclass(frozen=True)
class Judged:
    """What a criterion is about.

    Attributes:
        component: concept of the scheme `component`.
        of_base: whether it is about the base model.
        label: how the part is called where it is not that of the model it stands at.
    """

    component: str
    of_base: bool = False
    label: str = ""


CRITERIA: Final = {
    "datasources_basemodel": Judged("training-data", of_base=True, label="data of the base model"),
    "datasources_endmodel": Judged("training-data"),
    "weights_basemodel": Judged("final-parameters", of_base=True, label="weights of the base model"),
    "weights_endmodel": Judged("final-parameters"),
    "trainingcode": Judged("training-code"),
    "code": Judged("code-documentation"),
    "hardware_architecture": Judged("hardware-documentation"),
    "preprint": Judged("preprint"),
    "paper": Judged("research-paper"),
    "modelcard": Judged("model-card"),
    "datasheet": Judged("data-card"),
    "licenses": Judged("license-coverage"),
}
LEVELS: Final = {"open": "open", "partial": "partly-open", "closed": "not-released"}
UNKNOWN: Final = "unknown"


def describe(criterion: Criterion, assessed: Draft, base: Draft | None) -> bool:
    """Add a criterion to the model that it is about; False if it is none that we know.

    Args:
        criterion: of the system.
        assessed: the model that the system's file judges.
        base: the base model, if it is named and another one.
    """
    judged = CRITERIA.get(criterion.name)
    if judged is None:
        return False
    about = base if base and judged.of_base else assessed
    level = LEVELS.get(criterion.verdict)
    openness: dict[str, Any] = {
        "id": nested_id("openness", assessed.subject, criterion.name.replace("_", "-")),
        "component": judged.component,
        "opennessLevel": level or UNKNOWN,
        "label": judged.label if about is assessed else "",
        "url": criterion.links,
    }
    about.say("hasComponentOpenness", openness)
    if criterion.verdict and level is None:
        about.write("opennessLevel", criterion.verdict, UNMAPPED)
    for text in criterion.broken:
        about.write("url", text, UNMAPPED)
    return True
