"""The European Open Source AI Index: systems with graded evidence for the openness of their parts.

A file follows a family of models: over time it comes to describe other releases under the same name. So a file is
read as a family and the releases that it names at the moment, which have identities of their own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ingest.licenses import license_says
from ingest.records import Record, Rejected
from ingest.sources import hostile
from ingest.sources.drafts import Draft
from ingest.sources.entries import slug
from ingest.sources.joint_names import joint_names, other_names
from ingest.sources.manifest import Manifest
from ingest.sources.osai.comments import (
    BASE_COMPUTE,
    CONTRIBUTOR,
    END_COMPUTE,
    ORIGIN,
    describe_compute,
    describe_contributor,
    describe_origin,
    is_individual,
)
from ingest.sources.osai.criteria import describe as describe_criterion
from ingest.sources.osai.files import Criterion, System, links, rejected, repositories, systems
from ingest.sources.osai.names import ModelName, Names, holder, in_family, model_name, ordered
from ingest.sources.repository_names import fits
from ingest.sources.source_values import AMBIGUOUS, EXACT, NORMALIZED, UNMAPPED
from ingest.values import ValueProblem, date

NAME: Final = "osai"
MANIFEST: Final = Manifest(
    name=NAME,
    title="European Open Source AI Index",
    publisher="Radboud University, Language Technology Assessment",
    homepage="https://osai-index.eu/",
    license="https://creativecommons.org/licenses/by/4.0/",
    attribution=(
        "European Open Source AI Index, https://osai-index.eu/, CC BY 4.0. Liesenfeld, A. and Dingemanse, M. (2024), "
        "Rethinking open source generative AI: open-washing and the EU AI Act. FAccT 2024, pp. 1774-1787. "
        "Index files: doi:10.5281/zenodo.15386042."
    ),
    update_rate="weekly to monthly",
    carries=(
        "Systems of generative AI with their base and end models, developers, countries, licenses, release months, "
        "training compute and twelve graded criteria of openness with the evidence for each."
    ),
    bounds={"model": (350, 700), "organization": (80, 300)},
)

COMPOUND: Final = "compound"
MODALITIES: Final = frozenset({"text", "image", "audio", "video", "code", "multimodal"})
WEIGHTS: Final = ("weights_basemodel", "weights_endmodel")
DESCRIBE: Final = {ORIGIN: describe_origin, CONTRIBUTOR: describe_contributor}
IN_LINKS: Final = (*WEIGHTS, "modelcard")


@dataclass
class _Catalog:
    """The things of the catalog by `kind/slug`, and the developers who are persons."""

    persons: frozenset[str]
    things: dict[str, Draft] = field(default_factory=dict)
    assessed: dict[str, str] = field(default_factory=dict)

    def thing(self, kind: str, key: str, class_name: str, name: str, place: str) -> Draft:
        """The thing of a key, which does not tell upper from lower case."""
        subject = f"{kind}/{slug(NAME, key.lower())}"
        draft = self.things.setdefault(subject, Draft(subject, class_name))
        draft.named(name, place)
        return draft

    def model(self, name: ModelName, place: str) -> Draft | None:
        if not name:
            return None
        draft = self.thing("model", name.written, "Model", name.written, place)
        draft.says.setdefault("artifactLevel", [name.level])
        return draft

    def agent(self, name: str, place: str) -> Draft:
        kind, class_name = ("person", "Person") if name in self.persons else ("organization", "Organization")
        draft = self.thing(kind, name, class_name, name, place)
        draft.other_names += other_names(name)
        return draft


def read(folder: Path) -> Iterator[Record | Rejected]:
    """The families, releases and developers of a snapshot folder."""
    found = list(systems(folder))
    known = [system for system in found if isinstance(system, System)]
    yield from (each for each in found if isinstance(each, Rejected))
    developers = {system.key: _developer_name(system) for system in known}
    catalog = _Catalog(_persons(known, developers))
    for system in known:
        problem = _describe(catalog, system, developers[system.key])
        if problem:
            yield problem
    for draft in catalog.things.values():
        yield draft.record(MANIFEST)


def _describe(catalog: _Catalog, system: System, developer: str) -> Rejected | None:
    names = _names(system)
    judged = names.end or (names.base if _own(names, system) else ModelName(""))
    key = judged.written.lower() if judged else f"family.{system.key}"
    if key in catalog.assessed:
        return rejected(system.file, f"{judged.written!r} is already judged in {catalog.assessed[key]}")
    catalog.assessed[key] = system.file
    family = catalog.thing("model", f"family.{system.key}", "Model", system.name, f"{system.file}#system")
    family.say("artifactLevel", "family")
    end = catalog.model(names.end, f"{system.file}#endmodel")
    base = None if names.one else catalog.model(names.base, f"{system.file}#basemodel")
    assessed = end or (base if base and _own(names, system) else None) or family
    members = [each for each in (end, base if base and _own(names, system) else None) if each]
    for member in members:
        member.say("memberOfFamily", family.subject)
    _describe_descent(names, family, assessed, base)
    _describe_developer(catalog, system, developer, family, members)
    _describe_assessed(system, family, assessed)
    _describe_repositories(system, names, family, end or base, base or end)
    for criterion in system.criteria.values():
        if not describe_criterion(criterion, assessed, base if base is not assessed else None):
            family.unread.add(criterion.name[:60])
    for tag, about in ((BASE_COMPUTE, base or end or family), (END_COMPUTE, end or family)):
        if tag in system.tags:
            describe_compute(about, system.tags[tag])
    family.unread |= system.unread
    family.unread |= {f"system.{name}"[:60] for name in system.fields.unread()}
    family.unread |= {f"org.{name}"[:60] for name in system.developer.unread()}
    return None


def _names(system: System) -> Names:
    names = Names(
        system.name, model_name(system.fields.take("basemodelname")), model_name(system.fields.take("endmodelname"))
    )
    home = repositories(links(system.fields.peek("link"))[0])
    weights = [system.criteria[name].repositories if name in system.criteria else [] for name in WEIGHTS]
    return ordered(names, home, *weights)


def _own(names: Names, system: System) -> bool:
    """Whether the base model is of the family, and not published by others than the end model is."""
    if not names.base or not in_family(names.base.written, names.family):
        return False
    owners = [_owners(name, system) for name in (names.base, names.end)]
    return not all(owners) or bool(owners[0] & owners[1])


def _owners(name: ModelName, system: System) -> set[str]:
    found = (each for criterion in _evidence(system) for each in criterion.repositories)
    return {each.partition("/")[0].lower() for each in found if name and fits(name.written, each)}


def _evidence(system: System) -> Iterable[Criterion]:
    return (system.criteria[name] for name in IN_LINKS if name in system.criteria)


def _describe_descent(names: Names, family: Draft, assessed: Draft, base: Draft | None) -> None:
    if names.base.status:
        assessed.write("derivedFromModel", names.base.written, names.base.status)
    elif base and base is not assessed:
        if assessed is not family:
            assessed.say("derivedFromModel", base.subject)
        status = NORMALIZED if names.swapped else EXACT
        assessed.write("derivedFromModel", names.base.written, status, base.subject)
    if names.end.status:
        family.write("memberOfFamily", names.end.written, names.end.status)
    if names.misspelt:
        family.write("memberOfFamily", names.misspelt, NORMALIZED, assessed.subject)


def _developer_name(system: System) -> str:
    return hostile.one_line(system.developer.take("name")) or ""


def _persons(known: Iterable[System], developers: dict[str, str]) -> frozenset[str]:
    """Developers whom every file that tells calls an individual."""
    told: dict[str, list[bool]] = {}
    for system in known:
        if CONTRIBUTOR in system.tags:
            told.setdefault(developers[system.key], []).append(is_individual(system.tags[CONTRIBUTOR]))
    return frozenset(name for name, answers in told.items() if all(answers) and len(joint_names(name)) == 1)


def _describe_developer(catalog: _Catalog, system: System, raw: str, family: Draft, members: list[Draft]) -> None:
    """The developers, and what comments say of them; of several together it is not known whom that is about."""
    agents = [catalog.agent(name, f"{system.file}#org") for name in joint_names(raw)]
    for draft in (family, *members):
        draft.say("developedBy", *(agent.subject for agent in agents))
    if raw:
        single = EXACT if agents and agents[0].names[-1] == raw else NORMALIZED
        status = COMPOUND if len(agents) > 1 else single if agents else UNMAPPED
        family.write("developedBy", raw, status, [agent.subject for agent in agents])
    _describe_addresses(system, agents, family)
    told = {ORIGIN: "locatedIn", CONTRIBUTOR: "classification"}
    for tag, about in told.items():
        if tag not in system.tags:
            continue
        if len(agents) == 1 and agents[0].class_name == "Person":
            family.unread.add(f"{tag} of a person")
        elif len(agents) == 1:
            DESCRIBE[tag](agents[0], system.tags[tag])
        else:
            family.write(about, system.tags[tag], AMBIGUOUS)


def _describe_addresses(system: System, agents: list[Draft], family: Draft) -> None:
    """Addresses of developers, one for each in their order; of a person none is kept."""
    addresses, broken = links(system.developer.take("link"))
    if len(agents) != len(addresses) and len(agents) != 1:
        for text in [*addresses, *broken]:
            family.write("url", text, AMBIGUOUS)
        return
    owned = [addresses] if len(agents) == 1 else [[address] for address in addresses]
    for agent, own in zip(agents, owned, strict=True):
        if agent.class_name == "Person":
            family.unread.add("org.link of a person")
        else:
            agent.say("url", *own)
            for text in broken:
                agent.write("url", text, UNMAPPED)


def _describe_assessed(system: System, family: Draft, assessed: Draft) -> None:
    addresses, broken = links(system.fields.take("link"))
    family.say("url", *addresses)
    for text in broken:
        family.write("url", text, UNMAPPED)
    for kind in _words(system.fields.take("type")):
        if kind in MODALITIES:
            family.say("modality", kind)
            assessed.say("modality", kind)
        else:
            family.write("modality", kind, UNMAPPED)
    license_name = hostile.one_line(system.fields.take("endmodellicense"))
    if license_name:
        assessed.add(license_says(assessed.subject, license_name, NAME))
    _describe_date(assessed, system.fields.take("releasedate"))


def _describe_date(assessed: Draft, raw: Any) -> None:
    if raw in (None, ""):
        return
    text = str(raw).strip()[:60]
    try:
        date(text)
    except ValueProblem:
        assessed.write("issued", text, UNMAPPED)
    else:
        assessed.say("issued", text)


def _words(raw: Any) -> list[str]:
    return [word.strip().lower()[:60] for word in str(raw or "").split(",") if word.strip()]


def _describe_repositories(system: System, names: Names, family: Draft, end: Draft | None, base: Draft | None) -> None:
    """Repositories where their names fit: evidence is copied from file to file."""
    drafts = {names.end: end, names.base: base}
    positions = dict(zip(WEIGHTS, (base, end), strict=True))
    places: list[tuple[list[str], Draft | None]] = [(repositories(family.says.get("url", [])), family)]
    places += [(each.repositories, positions.get(each.name)) for each in _evidence(system)]
    for found, place in places:
        for repository in found:
            name = holder(repository, names)
            draft = drafts.get(name) if name else None
            if draft:
                draft.say("hubRepository", repository)
            elif place:
                place.write("hubRepository", repository, AMBIGUOUS)
