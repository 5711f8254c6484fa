"""The report of a release, as its pages show it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from ingest.namespaces import PREFIXES
from service.pages.home import with_prefixes
from service.pages.linking import Link
from service.pages.wording import KINDS

Report = Mapping[str, Any]

NOT_MAPPED: Final = "unmapped"
STATUSES: Final = ("exact", "normalized", "alias", "compound", "family", "hedged", "ambiguous", NOT_MAPPED)
"""Ways of reading a value, from the surest to none."""
MOST_QUARANTINED: Final = 200

OF_TYPE: Final = """SELECT DISTINCT ?thing ?difference ?value ?source WHERE {{
  ?conflict cairn:conflictType <{concept}conflict-type/{type}> ;
    cairn:differenceKind ?difference ; cairn:concerns ?thing ; cairn:hasPosition ?position .
  ?position cairn:statedIn ?source . OPTIONAL {{ ?position rdf:object ?value }}
}} ORDER BY ?thing ?source ?value"""
CONFLICTS: Final = """SELECT DISTINCT ?thing ?value ?source WHERE {{
  {{ SELECT DISTINCT ?conflict WHERE {{ ?conflict cairn:conflictType <{concept}conflict-type/{type}> ;
    cairn:differenceKind <{concept}difference-kind/{kind}> ; cairn:hasPosition ?one . ?one cairn:statedIn ?graph
    FILTER(?graph = <{graph}>) }} }}
  ?conflict cairn:concerns ?thing ; cairn:hasPosition ?position .
  ?position cairn:statedIn ?source . OPTIONAL {{ ?position rdf:object ?value }}
}} ORDER BY ?thing ?source ?value"""
DECISIONS: Final = """SELECT ?replaced ?kept ?note WHERE {{
  GRAPH graph:links {{
    ?decision cairn:identityReason <{concept}identity-reason/{reason}> ; cairn:replaces ?replaced ; cairn:keeps ?kept .
    OPTIONAL {{ ?decision skos:note ?note }}
  }}
  FILTER(EXISTS {{ GRAPH <{graph}> {{ ?replaced a ?one }} }} || EXISTS {{ GRAPH <{graph}> {{ ?kept a ?other }} }})
}} ORDER BY ?kept ?replaced"""
TIES: Final = """SELECT ?one ?other WHERE {{
  GRAPH graph:links {{ ?one cairn:{reason} ?other }}
  FILTER(EXISTS {{ GRAPH <{graph}> {{ ?one a ?a }} }} || EXISTS {{ GRAPH <{graph}> {{ ?other a ?b }} }})
}} ORDER BY ?one ?other"""
UNMAPPED: Final = """SELECT ?thing ?written ?property WHERE {{ GRAPH <{graph}> {{
  ?thing cairn:hasSourceValue ?value .
  ?value cairn:rawValue ?written ; cairn:aboutProperty ?property ;
    cairn:mappingStatus <{concept}mapping-status/unmapped>
}} }} ORDER BY ?property ?written ?thing"""


@dataclass(frozen=True)
class Figure:
    """A number with what it counts, and where to see what was counted."""

    words: str
    number: int
    href: str = ""


@dataclass(frozen=True)
class Readings:
    """How the values of one property were read: their number for each way in STATUSES, and those that were not."""

    words: str
    numbers: tuple[int, ...]
    not_mapped: int
    different: int
    most: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Source:
    """One source with everything that the report says of it."""

    told: Report
    href: str
    read: tuple[Figure, ...]
    links: tuple[Figure, ...]
    conflicts: tuple[Figure, ...]
    readings: tuple[Readings, ...]
    unread: tuple[Figure, ...]
    unmapped_query: str

    @property
    def records(self) -> int:
        return sum(figure.number for figure in self.read)

    @property
    def linked(self) -> int:
        return sum(figure.number for figure in self.links)

    @property
    def disputed(self) -> int:
        return sum(figure.number for figure in self.conflicts)

    @property
    def not_mapped(self) -> int:
        return sum(each.not_mapped for each in self.readings)

    @property
    def met(self) -> int:
        return sum(each["met"] for each in self.told["expectations"])

    @property
    def graph(self) -> Link:
        return Link(self.told["graph"], f"/graph/{self.told['name']}")


def sources(report: Report) -> list[Source]:
    """Every source of a report, in its order."""
    return [source(told) for told in report["sources"]]


def source(told: Report) -> Source:
    graph = told["graph"]
    return Source(
        told=told,
        href=f"/sources/{told['name']}",
        read=tuple(Figure(kind_words(kind), number) for kind, number in told["read"].items()),
        links=figures(told["links"], graph),
        conflicts=conflicts(told["conflicts"], graph),
        readings=tuple(readings(prop, told) for prop in told["values"]),
        unread=tuple(sorted((Figure(*each) for each in told["unread"].items()), key=lambda one: -one.number)),
        unmapped_query=asked(UNMAPPED, graph=graph),
    )


def figures(links: Mapping[str, int], graph: str) -> tuple[Figure, ...]:
    """The links, by reason of a decision or by property of a tie; reasons are concepts, which have no capitals."""
    queries = ((reason, TIES if re.search("[A-Z]", reason) else DECISIONS) for reason in links)
    return tuple(
        Figure(words(reason), links[reason], asked(query, graph=graph, reason=reason)) for reason, query in queries
    )


def conflicts(counted: Mapping[str, Mapping[str, int]], graph: str) -> tuple[Figure, ...]:
    found = [
        Figure(f"{words(kind)}, {words(difference)}", number, asked(CONFLICTS, graph=graph, type=kind, kind=difference))
        for kind, numbers in counted.items()
        for difference, number in numbers.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.number, one.words)))


def readings(prop: str, told: Report) -> Readings:
    numbers, not_mapped = told["values"][prop], told["unmapped"].get(prop, {"different": 0, "most": []})
    return Readings(
        words(prop),
        tuple(numbers.get(status, 0) for status in STATUSES),
        numbers.get(NOT_MAPPED, 0),
        not_mapped["different"],
        tuple((each["value"], each["times"]) for each in not_mapped["most"]),
    )


def in_whole(report: Report) -> tuple[list[Figure], list[Figure]]:
    """Links by reason and conflicts by type of the release, nothing counted twice."""
    links = [Figure(words(reason), number) for reason, number in report["links"].items()]
    kinds = [
        Figure(words(kind), sum(numbers.values()), asked(OF_TYPE, type=kind))
        for kind, numbers in report["conflicts"].items()
    ]
    return links, sorted(kinds, key=lambda one: (-one.number, one.words))


def asked(query: str, **parts: str) -> str:
    """The page that runs a query of ours; the parts are slugs and IRIs of the report."""
    return "/sparql?" + urlencode({"query": with_prefixes(query.format(concept=PREFIXES["concept"], **parts))})


def kind_words(kind: str) -> str:
    return KINDS[kind][0].lower() if kind in KINDS else kind


def words(name: str) -> str:
    """A term or slug as words: `hasLicense`, `shared-identifier`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("-", " ").lower()


def named(found: Iterable[Source], name: str) -> Source | None:
    return next((each for each in found if each.told["name"] == name), None)
