"""A made-up graph of any size, as a file for the peers and as a release for `opencairn serve`."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store

from ingest.release import Manifest, Release, publish

EACH: Final = 5
"""Triples of a thing."""
CLASSES: Final = 20
GROUPS: Final = 1000
STRIDE: Final = 7919
"""Neighbors by `next` are far apart, so that following them meets no warm page of the store by chance."""
NAMESPACE: Final = "http://example.org/"


def lines(things: int) -> Iterator[str]:
    """N-Triples of things in classes and groups, each with a label, a number and a next thing."""
    for number in range(things):
        thing = f"<{NAMESPACE}thing/{number}>"
        yield (
            f"{thing} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{NAMESPACE}class/{number % CLASSES}> .\n"
            f'{thing} <http://www.w3.org/2000/01/rdf-schema#label> "thing number {number}"@en .\n'
            f"{thing} <{NAMESPACE}next> <{NAMESPACE}thing/{(number * STRIDE + 1) % things}> .\n"
            f"{thing} <{NAMESPACE}of> <{NAMESPACE}group/{number % GROUPS}> .\n"
            f'{thing} <{NAMESPACE}size> "{number % 977}"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
        )


def write_triples(path: Path, things: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines(things))
    return path


def publish_release(data: Path, triples: Path, things: int) -> Release:
    """A release with those triples in its default graph, its store compacted as a build does it."""
    building = data / "building"
    building.mkdir(parents=True)
    (data / "releases").mkdir()
    store = Store(str(building / "store"))
    store.bulk_load(path=triples, format=RdfFormat.N_TRIPLES)
    store.optimize()
    store.flush()
    del store
    (building / "statistics.json").write_text("{}", encoding="utf-8")
    digest = hashlib.sha256(triples.read_bytes()).hexdigest()
    counts = {"quads": things * EACH, "default_graph": things * EACH, "graphs": {}, "classes": {}}
    manifest = Manifest(digest[:16], digest, "2026-01-01T00:00:00+00:00", "0", (), (), counts)
    manifest.write(building / "manifest.json")
    return publish(data, building, manifest)
