"""Numbers for the front page, from the statistics of the release."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import NamedNode

from ingest.namespaces import PREFIXES
from ingest.questions.catalog import Questions
from service.pages.linking import Link, href_of, words
from service.pages.reading import Reader
from service.pages.wording import KINDS


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and where to see it."""

    value: int
    text: str
    href: str


ARTIFACTS: Final = ("artifact", "benchmark", "dataset", "document", "model", "platform", "software")
FIGURES: Final[tuple[tuple[str, tuple[str, ...], str], ...]] = (
    ("projects", ("project",), "/browse/project"),
    ("organizations", ("organization",), "/browse/organization"),
    ("people in roles", ("person",), "/browse/person"),
    ("models, data sets, papers and tools", ARTIFACTS, "/browse"),
    ("partnerships", ("partnership",), "/browse/partnership"),
    ("statements with a source", ("statement",), "/graph/curated"),
    ("documents cited", ("document",), "/browse/document"),
    ("claims, quotes and findings, kept apart from facts", ("claim", "quote", "finding", "recommendation"), "/browse"),
    ("disagreements kept open", ("disagreement",), "/browse/disagreement"),
    ("gaps known to be gaps", ("gap",), "/browse/gap"),
)
"""What is counted, its kinds, and the list, or the list of lists, that shows as many."""

QUESTIONS: Final = (
    (
        "Who gave compute to open projects, and on which machine?",
        """SELECT ?provider ?recipient ?machine WHERE {
  ?partnership a cairn:ComputePartnership ; cairn:provider ?provider ; cairn:recipient ?recipient .
  OPTIONAL { ?partnership cairn:providesAccessTo ?machine }
} ORDER BY ?provider""",
    ),
    (
        "Which projects follow which governance model, according to whom?",
        """SELECT ?project ?model ?source ?locator WHERE {
  ?assignment cairn:governs ?project ; cairn:governanceModel ?model ; cairn:evidencedBy ?evidence .
  ?evidence dct:source ?source . OPTIONAL { ?evidence cairn:locator ?locator }
} ORDER BY ?model ?project""",
    ),
    (
        "Who holds or held which role, and where?",
        """SELECT ?person ?role ?organization WHERE {
  ?membership a org:Membership ; org:member ?person ; org:organization ?organization .
  OPTIONAL { ?membership org:role ?role }
} ORDER BY ?organization ?person""",
    ),
    (
        "Where do the sources disagree?",
        """SELECT ?disagreement ?thing WHERE {
  ?disagreement a cairn:Disagreement . OPTIONAL { ?disagreement cairn:concerns ?thing }
} ORDER BY ?thing""",
    ),
    (
        "What is not known, and in which way?",
        """SELECT ?thing ?property ?status WHERE {
  ?gap a cairn:KnownGap ; cairn:concerns ?thing ; cairn:aboutProperty ?property ; cairn:gapStatus ?status
} ORDER BY ?status ?thing""",
    ),
    (
        "Which models were trained on which machine?",
        """SELECT ?model ?machine ?operator WHERE {
  ?model cairn:trainedUsing ?machine . OPTIONAL { ?machine cairn:operatedBy ?operator }
} ORDER BY ?model""",
    ),
)


FIRST_QUESTIONS: Final = (
    "compute-for-grassroots-projects",
    "organizations-that-collaborate",
    "projects-per-governance-family",
    "people-in-several-projects",
    "on-ramps-by-stage",
    "where-sources-disagree",
    "known-gaps",
)
"""What the front page asks, as long as there are questions of these names."""


def chosen(questions: Questions) -> list[Link]:
    """Questions for the front page; the first there are if an operator has others than ours."""
    names = [name for name in FIRST_QUESTIONS if name in questions] or list(questions)[: len(FIRST_QUESTIONS)]
    return [Link(questions[name].summary, f"/questions/{name}") for name in names]


def with_prefixes(query: str) -> str:
    """A question with the prefixes it uses declared."""
    used = [name for name in PREFIXES if f"{name}:" in query]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used) + query


def figures(statistics: Mapping[str, Any]) -> list[Figure]:
    """What the release holds; kinds of which it holds nothing are left out."""
    counts: Mapping[str, int] = statistics.get("kinds", {})
    counted = [Figure(sum(counts.get(kind, 0) for kind in kinds), text, href) for text, kinds, href in FIGURES]
    return [figure for figure in counted if figure.value]


@dataclass(frozen=True)
class Kind:
    """A kind of thing to browse."""

    slug: str
    name: str
    description: str
    count: int


def kinds(statistics: Mapping[str, Any]) -> list[Kind]:
    """The kinds of which the release holds anything, in the order of KINDS."""
    counts: Mapping[str, int] = statistics.get("kinds", {})
    return [Kind(slug, *described, counts[slug]) for slug, described in KINDS.items() if slug in counts]


@dataclass(frozen=True)
class Example:
    """One partnership as an example of a statement with its source."""

    partnership: str
    locator: str
    provider: Link
    recipient: Link
    machine: Link
    document: Link


def example(reader: Reader, statistics: Mapping[str, Any]) -> Example | None:
    """The partnership that the build chose, if there is one."""
    chosen: Mapping[str, str] | None = statistics.get("example")
    if chosen is None:
        return None
    nodes = [NamedNode(chosen[role]) for role in ("provider", "recipient", "machine", "document")]
    names = reader.labels(nodes)
    shown = [Link(names[node].value if node in names else words(node), href_of(node)) for node in nodes]
    return Example(href_of(NamedNode(chosen["partnership"])), chosen["locator"], *shown)
