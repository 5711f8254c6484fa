"""Which of several values is shown: the whole policy, in one place.

Where sources give different values and one of them has to stand for all, it is chosen by, in this order:

1. the rank of the source (`SOURCES`): curated facts, registries of what they register, the makers' own repositories,
   catalogs that people check, catalogs that are compiled, catalogs of who resells; any other source comes last;
2. its evidence: a document that we describe before a page that we only link, then the surest, then the most fully
   read;
3. the number of entries that give the value;
4. the most precise form;
5. the order of the alphabet, so that the order in which sources are read never decides.

Of names, one that is no address comes first; then the same decides, but for precision, which names do not have.

A date gives way to one that says the same more precisely, 2025-01 to 2025-01-20, unless that is the same source on
worse evidence.
"""

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from pyoxigraph import Literal, NamedNode

from ingest.differences import is_coarser_date
from ingest.evidence import concept
from ingest.namespaces import PREFIXES

Value = NamedNode | Literal
V = TypeVar("V", bound=Value)
Rank = tuple[int, ...]

SOURCES: Final = (
    "curated",
    "ror",
    "spdx",
    "scancode_licensedb",
    "huggingface",
    "osai",
    "model_openness_tool",
    "epoch",
    "ecosystem_graphs",
    "croissant",
    "dcat",
    "data_provenance",
    "models_dev",
)
"""Names of the graphs of sources, the one that is believed first at the top."""
WEB_DOCUMENT: Final = f"{PREFIXES['id']}document/web-"


def _ranked(scheme: str, *worst_first: str) -> dict[Value, int]:
    return {concept(scheme, slug): rank for rank, slug in enumerate(worst_first, start=1)}


CONFIDENCE: Final = _ranked("confidence", "low", "medium", "high")
READING: Final = _ranked("read-how", "excerpt", "local-data", "fetched")


def source_rank(graph: NamedNode) -> int:
    """The higher, the sooner it is believed; 0 for a source that has no rank."""
    name = graph.value.removeprefix(PREFIXES["graph"])
    return len(SOURCES) - SOURCES.index(name) if name in SOURCES else 0


def evidence_rank(documents: Iterable[Value], confidence: Iterable[Value], read_how: Iterable[Value]) -> Rank:
    """How good evidence is: whether we describe its document, how sure we are, how much of it was read."""
    described = any(not document.value.startswith(WEB_DOCUMENT) for document in documents)
    sure = max((CONFIDENCE.get(level, 0) for level in confidence), default=0)
    read = max((READING.get(how, 0) for how in read_how), default=0)
    return int(described), sure, read


def preferred(ranks: Mapping[V, Iterable[Rank]]) -> V:
    """The value to show, from the rank of each position that gives it."""
    keys = {value: (max(given), len(given), len(str(value))) for value, all_ in ranks.items() if (given := list(all_))}
    ordered = sorted(keys, key=str)
    chosen = max(ordered, key=keys.__getitem__)
    while finer := [value for value in ordered if is_coarser_date(chosen, value) and _may_refine(keys, value, chosen)]:
        chosen = max(finer, key=keys.__getitem__)
    return chosen


def preferred_name(ranks: Mapping[Literal, Iterable[Rank]]) -> Literal:
    """The name to show, from the rank of each entry that gives it."""
    keys = {
        name: (not name.value.startswith("http"), max(given), len(given))
        for name, all_ in ranks.items()
        if (given := list(all_))
    }
    return max(sorted(keys, key=lambda name: (name.value, str(name))), key=keys.__getitem__)


def _may_refine(keys: Mapping[V, tuple[Rank, int, int]], value: V, chosen: V) -> bool:
    """Whether another source says it, or the same one on evidence that is as good."""
    (source, *evidence), (of_chosen, *behind) = keys[value][0], keys[chosen][0]
    return source != of_chosen or evidence >= behind
