"""Which networks there are: who is tied to whom, and through what."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from service.networks.errors import NoSuchTies

TIES: Final = Path(__file__).parent / "ties"

ProjectionName = Literal[
    "organization-organization",
    "project-project",
    "person-organization",
    "person-project",
    "organization-project",
    "model-dataset",
    "model-model",
]
ViaName = Literal[
    "project", "artifact", "lineage", "compute", "role", "contribution", "person", "organization", "part", "training"
]


@dataclass(frozen=True)
class Via:
    """A kind of tie.

    Attributes:
        means: who is tied, in a sentence.
        through: what each tie rests on; the weight of an edge is the number of different ones.
        dated: when a tie held.
        unasked: whether it is among the ties of a network for which none are named.
    """

    name: ViaName
    means: str
    through: str
    dated: str
    unasked: bool = True


@dataclass(frozen=True)
class Projection:
    """A kind of network.

    Attributes:
        kinds: of the two ends of an edge, of source and target if they differ.
    """

    name: ProjectionName
    means: str
    kinds: tuple[str, str]
    vias: tuple[Via, ...]
    directed: bool = False

    @property
    def bipartite(self) -> bool:
        return self.kinds[0] != self.kinds[1]

    def query(self, via: str) -> str:
        """The SPARQL of a kind of tie."""
        return (TIES / self.name / f"{via}.rq").read_text(encoding="utf-8")

    def chosen(self, wanted: Sequence[ViaName] | None) -> tuple[Via, ...]:
        """The kinds of tie of these names, the usual ones if none are given.

        Raises:
            NoSuchTies: it has none of such a name.
        """
        known: list[str] = [via.name for via in self.vias]
        for name in wanted or ():
            if name not in known:
                raise NoSuchTies(
                    f"There are no ties via {name!r} in {self.name}. Take {' or '.join(known)}, or leave `via` away.",
                    parameter="via",
                    expected=known,
                )
        return tuple(via for via in self.vias if (via.name in wanted if wanted else via.unasked))


ROLE_TIME: Final = "for the time of the role; where it is not known, while the project was active"
PROJECT_TIME: Final = "while the project was active"
ISSUED: Final = "on the day when the artifact was issued"
GIVEN: Final = "while it was given"
BOTH_ROLES: Final = "while both roles were held, or from the later one on if they do not overlap"

PROJECTIONS: Final[dict[ProjectionName, Projection]] = {
    each.name: each
    for each in (
        Projection(
            "organization-organization",
            "Organizations that do something together, or build on each other.",
            ("organization", "organization"),
            (
                Via("project", "Both lead, sponsor or are members of one project.", "the project", PROJECT_TIME),
                Via("artifact", "Both developed one model, dataset or software.", "the artifact", ISSUED),
                Via("lineage", "A model of one derives from a model of the other, which need not know of it.",
                    "the derived model", ISSUED, unasked=False),
                Via("compute", "One gave the other compute.", "the partnership, or the allocation outside one", GIVEN),
                Via("role", "One person had a role or post at both.", "the person", BOTH_ROLES),
            ),
        ),
        Projection(
            "project-project",
            "Projects that share something, or grew out of each other.",
            ("project", "project"),
            (
                Via("artifact", "Both made, gave or took one artifact.", "the artifact", "while both did"),
                Via("contribution", "One gave the other something; a given artifact ties via artifact, too.",
                    "the contribution", GIVEN),
                Via("person", "One person had a role in both.", "the person", BOTH_ROLES),
                Via("organization", "One organization leads, sponsors or is a member of both.", "the organization",
                    "while both projects were active, or from the later one on"),
                Via("lineage", "One grew out of the other, succeeds it or is related to it.", "the relation",
                    "from when both were active"),
            ),
        ),
        Projection(
            "person-organization",
            "People and the organizations where they had a role or post.",
            ("person", "organization"),
            (Via("role", "The person had a role there, or a post while in a project.", "the role", ROLE_TIME),),
        ),
        Projection(
            "person-project",
            "People and the projects in which they had a role.",
            ("person", "project"),
            (Via("role", "The person had a role in the project.", "the role", ROLE_TIME),),
        ),
        Projection(
            "organization-project",
            "Organizations and the projects that they carry.",
            ("organization", "project"),
            (
                Via("part", "The organization leads, sponsors or is a member of the project.", "the relation",
                    PROJECT_TIME),
                Via("person", "Somebody of the organization had a role in the project.", "the person", ROLE_TIME),
                Via("compute", "The organization gave the project compute.",
                    "the partnership, or the allocation outside one", GIVEN),
                Via("contribution", "The organization gave the project something else.", "the contribution", GIVEN),
            ),
        ),
        Projection(
            "model-dataset",
            "Models and the datasets on which they were trained.",
            ("model", "dataset"),
            (Via("training", "The model was trained or post-trained on the dataset.", "the relation", ISSUED),),
        ),
        Projection(
            "model-model",
            "Models and the models from which they derive; an edge leads from the derived model to its base.",
            ("model", "model"),
            (Via("lineage", "The source was tuned, merged, quantized or else derived from the target.", "the relation",
                 ISSUED),),
            directed=True,
        ),
    )
}  # fmt: skip
"""By name."""
