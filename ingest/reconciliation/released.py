"""The records of a release, as reconciliation reads them: what `read_corpus` gives for snapshots."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ingest.catalogs import LISTS
from ingest.data_folders import CURATED
from ingest.errors import NoCatalogs
from ingest.namespaces import PREFIXES, iri
from ingest.reconciliation.blocking import WORKS
from ingest.reconciliation.corpus import Corpus
from ingest.reconciliation.gold import Place
from ingest.reconciliation.people import reviewed
from ingest.reconciliation.profiles import kind_of, profiles
from ingest.reconciliation.review import facts_of
from ingest.release import current_release
from ingest.sources.registry import CATALOGS

OWN: Final = "curated"
ROW: Final = re.compile(r", row (\d+)$")


def released_corpus(data: Path, curated_folder: Path = CURATED) -> Corpus:
    """What reconciliation sees of the current release of a data folder.

    Raises:
        NoRelease: nothing was built there.
        NoCatalogs: the release holds curated files only.
    """
    store = current_release(data).open_store()
    names = [OWN, *(catalog.manifest.name for catalog in CATALOGS)]
    quads = {name: list(store.quads_for_pattern(None, None, None, iri(f"graph:{name}"))) for name in names}
    if not any(found for name, found in quads.items() if name not in (OWN, *LISTS)):
        raise NoCatalogs(
            f"the release in {data} holds no catalogs: give --snapshots, or build it with `opencairn build --snapshots`"
        )
    every = [quad for found in quads.values() for quad in found]
    facts = facts_of(
        (quad.subject.value, quad.object.value)
        for quad in every
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
    )
    places = [place for name, found in quads.items() if name != OWN for place in _places(name, found)]
    return Corpus(places, profiles(every), reviewed(curated_folder / "redirects.yaml"), facts, 0)


def _places(source: str, quads: list[Quad]) -> Iterator[Place]:
    """Where each work of a source was read, from the locators of its evidence."""
    located = {
        quad.subject: quad.object.value
        for quad in quads
        if quad.predicate == iri("cairn:locator") and isinstance(quad.object, Literal)
    }
    for quad in quads:
        if quad.predicate != iri("cairn:evidencedBy") or not isinstance(quad.subject, NamedNode):
            continue
        subject = quad.subject.value.removeprefix(PREFIXES["id"])
        told = located.get(quad.object, "") if isinstance(quad.object, NamedNode) and kind_of(subject) in WORKS else ""
        for place in filter(None, told.split("; ")):
            file = ROW.sub(r"#row:\1", place)
            file = file if "#" in file else file.replace(", ", "#", 1)
            yield Place(f"{source}/{file}", subject)
