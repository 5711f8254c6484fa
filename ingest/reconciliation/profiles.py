"""What is known of each thing for telling whether it is another source's thing too, in one form for all sources."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ingest.evidence import CLAIMED
from ingest.levels import level_of
from ingest.namespaces import PREFIXES, iri
from ingest.work_names import read_name

KINDS: Final = frozenset({"model", "dataset", "organization", "license", "software", "artifact", "project", "machine"})
HUB: Final = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(datasets/)?([\w.-]+/[\w.-]+?)(?:/(?:tree|blob|resolve|raw|discussions)/.*)?/?(?:[?#].*)?"
)


@dataclass(frozen=True)
class Profile:
    """A thing as one source describes it.

    Attributes:
        subject: `kind/slug`.
        source: name of the source.
        names: its label, then its other names.
        contents: names of what it holds at present, for a record that follows a family as it moves on.
        repositories: `owner/name` on the Hub that the source gives for it.
        identifiers: IRIs that identify one thing in a registry.
        organizations: names of those who developed it, of those who published it where no others are told; for a
            namespace of the Hub, its handle; for a machine, of those who operate it or have it in their house.
        issued: date of release, as precise as known.
        parameters: how many, None if not known.
        measured: whether `parameters` were counted in the files.
        parents: subjects of which it is a part or a branch.
        country: of an organization or a machine.
        level: family, release, checkpoint, repository or "".
        part: whether it is one of several datasets of a collection.
        bare: whether its source says its names and nothing else, as of what its entries only build on.
    """

    subject: str
    source: str
    names: tuple[str, ...]
    contents: tuple[str, ...] = ()
    repositories: tuple[str, ...] = ()
    identifiers: frozenset[str] = frozenset()
    organizations: tuple[str, ...] = ()
    issued: str = ""
    parameters: float | None = None
    measured: bool = False
    parents: tuple[str, ...] = ()
    country: str = ""
    level: str = ""
    part: bool = False
    bare: bool = False

    @property
    def kind(self) -> str:
        return kind_of(self.subject)

    @property
    def described(self) -> bool:
        """Whether its source says more of it than names."""
        return bool(self.contents or self.repositories or self.organizations or self.issued or self.parameters)


def hub_repository(text: str) -> str:
    """`owner/name` of an address on the Hub or of such a name itself, "" for anything else.

    >>> hub_repository("https://huggingface.co/google/gemma-2b/tree/main")
    'google/gemma-2b'
    """
    match = HUB.fullmatch(text.strip())
    if match and not match[2].startswith(("collections/", "spaces/", "papers/", "blog/", "docs/")):
        return match[2]
    return text if re.fullmatch(r"[\w.-]+/[\w.-]+", text) else ""


PREDICATES: Final = {
    iri(name): name
    for name in (
        "rdfs:label",
        "cairn:producedBy",
        "skos:altLabel",
        "skos:exactMatch",
        "dct:issued",
        "dct:created",
        "org:subOrganizationOf",
        "cairn:artifactLevel",
        "cairn:developedBy",
        "cairn:hubNamespace",
        "cairn:hostedBy",
        "cairn:hubRepository",
        "cairn:locatedIn",
        "cairn:memberOfFamily",
        "cairn:operatedBy",
        "cairn:parameterCount",
        "cairn:publishedBy",
    )
}
NAMING: Final = frozenset({"rdfs:label", "skos:altLabel"})
SCHOOL: Final = re.compile(r"\buniversit|\bcollege\b|\bschool\b", re.IGNORECASE)
PARTED: Final = "dataset/"
LEVELED: Final = ("model/", "artifact/")
"""Kinds of things whose level is read from their name where their source does not say it."""
IDENTIFIER: Final = re.compile(
    r"https?://ror\.org/0[a-z0-9]{8}|https?://www\.wikidata\.org/entity/Q\d+|https?://spdx\.org/licenses/[\w.+-]+"
    r"|https?://doi\.org/10\.\d{4,9}/\S+"
)


def profiles(quads: Iterable[Quad]) -> list[Profile]:
    """The profile of every named thing of the kinds that are reconciled, in the order of subject and source."""
    gathered: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        name = PREDICATES.get(quad.predicate)
        if (
            name is None
            or quad.graph_name == CLAIMED
            or not isinstance(quad.subject, NamedNode)
            or not isinstance(quad.graph_name, NamedNode)
        ):
            continue
        key = (_key(quad.subject), _local(quad.graph_name.value))
        if key[0].partition("/")[0] in KINDS and isinstance(quad.object, NamedNode | Literal):
            value = quad.object.value if isinstance(quad.object, Literal) else _key(quad.object)
            gathered[key][name].append(value)
    labels = {subject: said["rdfs:label"][0] for (subject, _), said in sorted(gathered.items()) if said["rdfs:label"]}
    members: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (subject, source), said in sorted(gathered.items()):
        for family in said["cairn:memberOfFamily"]:
            members[family, source].append(subject)
    _settle_namespaces(gathered)
    shared = {member for group in members.values() if len(group) > 1 for member in group if member.startswith(PARTED)}
    return [
        _profile(key, said, labels, [gathered[member, key[1]] for member in members[key]], part=key[0] in shared)
        for key, said in sorted(gathered.items())
        if said["rdfs:label"] or said["skos:exactMatch"]
    ]


def _settle_namespaces(gathered: dict[tuple[str, str], dict[str, list[str]]]) -> None:
    """Leave a namespace only to what has its name, where a source gives it to several things of a kind.

    The same where a source gives several namespaces to one thing, or one to a university: those of groups and projects.
    """
    holders = Counter(
        (kind_of(subject), source, namespace)
        for (subject, source), said in gathered.items()
        for namespace in said["cairn:hubNamespace"]
    )
    for (subject, source), said in gathered.items():
        namespaces = said["cairn:hubNamespace"]
        names = (*said["rdfs:label"], *said["skos:altLabel"])
        of_parts = len(namespaces) > 1 or any(map(SCHOOL.search, names))
        said["cairn:hubNamespace"] = [
            each
            for each in namespaces
            if _squashed(each) in map(_squashed, names) or not (of_parts or holders[kind_of(subject), source, each] > 1)
        ]


def _squashed(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def kind_of(subject: str) -> str:
    return subject.partition("/")[0]


def _profile(
    key: tuple[str, str],
    said: dict[str, list[str]],
    labels: dict[str, str],
    members: list[dict[str, list[str]]],
    *,
    part: bool,
) -> Profile:
    subject, source = key
    level = _local((said["cairn:artifactLevel"] or [""])[0])
    if not level and said["rdfs:label"] and subject.startswith(LEVELED):
        level = level_of(said["rdfs:label"][0])
    held = [each for each in members if each["rdfs:label"]] if level == "family" else []
    contents = sorted({each["rdfs:label"][0] for each in held}, key=lambda name: (not read_name(name).tuned, name))
    own = [said, *held]
    parameters = said["cairn:parameterCount"] or (held[0]["cairn:parameterCount"] if len(held) == 1 else [])
    makers = sorted(
        {*said["cairn:developedBy"], *said["cairn:producedBy"], *said["cairn:operatedBy"], *said["cairn:hostedBy"]}
        or {*said["cairn:publishedBy"]}
    )
    names = [*sorted(said["rdfs:label"]), *sorted(said["skos:altLabel"]), *said["cairn:hubNamespace"]]
    return Profile(
        subject,
        source,
        tuple(dict.fromkeys(names)),
        contents=tuple(contents),
        repositories=_repositories(repository for each in own for repository in each["cairn:hubRepository"]),
        identifiers=frozenset(_identifier(each) for each in said["skos:exactMatch"] if IDENTIFIER.fullmatch(each)),
        organizations=tuple(dict.fromkeys(labels[each] for each in makers if each in labels)),
        issued=min([day for each in own for day in each["dct:issued"]] or said["dct:created"] or [""]),
        parameters=_number(parameters[0]) if len(set(parameters)) == 1 else None,
        measured=level == "repository",
        parents=tuple(sorted(labels[each] for each in said["org:subOrganizationOf"] if each in labels)),
        country=_local((said["cairn:locatedIn"] or [""])[0]),
        level=level,
        part=part,
        bare=NAMING.issuperset(name for name, values in said.items() if values),
    )


def _identifier(address: str) -> str:
    """An identifier of a registry in one spelling: http and https make no difference."""
    scheme = "https" if "//ror.org/" in address or "//doi.org/" in address else "http"
    return f"{scheme}://{address.partition('://')[2]}"


def _repositories(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for each in sorted(given) if (found := hub_repository(each))))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _key(node: NamedNode) -> str:
    return node.value.removeprefix(PREFIXES["id"])


def _local(text: str) -> str:
    return text.rpartition("/")[2]
