"""Who comes to the page of questions, and what they most often want to know."""

from dataclasses import dataclass
from typing import Final

from ingest.questions.catalog import Question, Questions


@dataclass(frozen=True)
class Reader:
    """A kind of reader.

    Attributes:
        names: of questions to begin with.
        tags: of all questions that may concern them.
    """

    who: str
    names: tuple[str, ...]
    tags: tuple[str, ...]

    def questions(self, known: Questions) -> list[Question]:
        """Those to begin with that there are."""
        return [known[name] for name in self.names if name in known]


READERS: Final = (
    Reader(
        "Looking for a project to join",
        ("projects-to-join", "how-to-join", "on-ramps-by-stage", "leadership-pathways"),
        ("joining", "journeys"),
    ),
    Reader(
        "Checking licenses",
        (
            "licenses-above-a-model",
            "license-changes-in-lineage",
            "use-restrictions-of-licenses",
            "datasets-without-license",
        ),
        ("licenses", "openness"),
    ),
    Reader(
        "Funding open AI",
        ("funders-and-what-they-fund", "grants-and-outputs", "compute-totals", "compute-with-strings"),
        ("funding", "compute"),
    ),
    Reader(
        "Studying who works with whom",
        (
            "organizations-that-collaborate",
            "led-then-contributed",
            "compute-for-grassroots-projects",
            "projects-by-governance-model",
        ),
        ("organizations", "people", "governance"),
    ),
    Reader(
        "Choosing a model or dataset",
        ("models-open-in-all-parts", "openness-by-component", "model-lineage", "models-by-language"),
        ("openness", "lineage", "languages"),
    ),
    Reader(
        "Maintaining a catalog",
        ("conflicts", "coverage", "what-each-source-adds", "how-source-values-were-read"),
        ("catalog", "coverage"),
    ),
)
