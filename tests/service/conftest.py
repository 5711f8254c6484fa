import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from ingest.release import SEARCH, Manifest, Release, publish
from ingest.search_index.writer import write_index
from tests.made_once import made_once
from tests.server_process import Server, serving
from tests.service.sample_site import build_site

EXAMPLE = """
@prefix id: <https://w3id.org/opencairn/id/> .
@prefix cairn: <https://w3id.org/opencairn/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix project: <https://w3id.org/opencairn/id/project/> .
project:bigscience a cairn:Collaborative ; rdfs:label "BigScience Workshop"@en, "Atelier « BigScience »"@fr ;
    cairn:activeFrom "2021-05"^^xsd:gYearMonth .
project:bloom a cairn:Project ; rdfs:label "BLOOM"@en .
<https://w3id.org/opencairn/graph/curated> { project:bigscience rdfs:label "BigScience Workshop"@en }
<https://w3id.org/opencairn/graph/claimed> { project:bloom cairn:activeFrom "2020"^^xsd:gYear }
"""


def publish_trig(data: Path, trig: str) -> Release:
    """Publish a small release in the layout of the pipeline."""
    building = data / "building"
    building.mkdir(parents=True)
    (data / "releases").mkdir(exist_ok=True)
    store = Store(str(building / "store"))
    store.bulk_load(trig.encode(), format=RdfFormat.TRIG)
    store.flush()
    graphs = {g.value: len(list(store.quads_for_pattern(None, None, None, g))) for g in named_graphs(store)}
    default = len(list(store.quads_for_pattern(None, None, None, DefaultGraph())))
    digest = hashlib.sha256("\n".join(sorted(str(quad) for quad in store)).encode()).hexdigest()
    counts = {"quads": len(store), "default_graph": default, "graphs": graphs, "classes": {}}
    write_index(building / SEARCH, store)
    del store
    manifest = Manifest(digest[:16], digest, "2026-01-01T00:00:00+00:00", "0.1.0", (), (), counts)
    manifest.write(building / "manifest.json")
    (building / "statistics.json").write_text(json.dumps({"graphs": graphs, "properties": {}}), encoding="utf-8")
    return publish(data, building, manifest)


def named_graphs(store: Store) -> list[NamedNode]:
    return [graph for graph in store.named_graphs() if isinstance(graph, NamedNode)]


@pytest.fixture(scope="session")
def example_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("data")
    publish_trig(data, EXAMPLE)
    return data


@pytest.fixture(scope="session")
def server(example_data: Path) -> Iterator[Server]:
    with serving(example_data, query_memory=str(1024**3)) as started:
        yield started


@pytest.fixture(scope="session")
def client(server: Server) -> Iterator[httpx.Client]:
    with server.client() as opened:
        yield opened


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a release that the pipeline built."""
    with serving(made_once(tmp_path_factory, "site", build_site) / "data") as started:
        yield started
