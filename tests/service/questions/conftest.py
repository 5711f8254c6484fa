"""A server with question files of its own, on the release of the sample site."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.server_process import Server, serving

PROLOG = """\
PREFIX cairn: <https://w3id.org/opencairn/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
FILES = {
    "numbers": """\
#+ summary: Numbers of a project
#+ description: What was counted. A number is only as good as its source.
#+ tags: [projects, compute]
#+ params:
#+   project: {type: iri, class: cairn:Project, description: The project, example: bigscience}
#+   least: {type: integer, description: The least number, example: 10, default: 0}
#+ chart: {kind: bar, x: what, y: amount}
#+ expect: {columns: [about, about_iri, what, amount], min_rows: 1, types: {amount: integer}}
"""
    + PROLOG
    + """
SELECT ?about ?about_iri ?what ?amount WHERE {
  VALUES ?about_iri { $project }
  ?about_iri rdfs:label ?about ; cairn:hasMetric ?metric .
  ?metric cairn:metricType/skos:prefLabel ?what ; cairn:metricValue ?amount
  FILTER(?amount >= $least)
}
ORDER BY ?what
""",
    "concepts": """\
#+ summary: Concepts of a scheme
#+ description: The values <that> a "property" & others can have.
#+ tags: [terms]
#+ params:
#+   scheme: {type: iri, class: "skos:ConceptScheme", description: The scheme, example: region}
#+   case: {type: string, description: Case of letters, example: as-is, default: as-is, choices: [as-is, upper]}
#+ expect: {columns: [concept_iri, label], min_rows: 1}
"""
    + PROLOG
    + """
SELECT ?concept_iri ?label WHERE {
  ?concept_iri skos:inScheme $scheme ; skos:prefLabel ?name
  BIND(IF($case = "upper", UCASE(?name), ?name) AS ?label)
}
ORDER BY ?label
""",
    "labels-as-graph": """\
#+ summary: The name of a thing as RDF
#+ description: One triple for each name.
#+ tags: [terms]
#+ params:
#+   thing: {type: iri, class: "owl:Thing", description: The thing, example: project/bigscience}
#+ expect: {min_triples: 1}
"""
    + PROLOG
    + "CONSTRUCT { $thing rdfs:label ?name } WHERE { $thing rdfs:label ?name }\n",
    "regions": """\
#+ summary: Regions
#+ description: All regions.
#+ tags: [regions]
#+ params:
#+   region: {type: iri, scheme: region, description: Region or any, example: africa, default: any}
#+ expect: {columns: [name], min_rows: 1}
"""
    + PROLOG
    + """
SELECT ?name WHERE {
  ?region_iri skos:inScheme <https://w3id.org/opencairn/concept/region> ; skos:prefLabel ?name
  FILTER($region = <https://w3id.org/opencairn/concept/region/any> || ?region_iri = $region)
}
ORDER BY ?name
""",
}


FILES["ties"] = (
    """\
#+ summary: Who gives what to whom
#+ description: Providers and recipients.
#+ tags: [projects]
#+ params:
#+   provider: {type: iri, class: "org:Organization", description: Who gives or any, example: genci, default: any}
#+ network: {source: one, target: other, weight: times, directed: true}
#+ expect: {columns: [one, other, times], min_rows: 1, types: {one: iri, other: iri, times: integer}}
"""
    + PROLOG
    + """
SELECT ?one ?other (COUNT(*) AS ?times) WHERE {
  ?gift cairn:provider ?one ; cairn:recipient ?other
  FILTER($provider = <https://w3id.org/opencairn/id/organization/any> || ?one = $provider)
}
GROUP BY ?one ?other
ORDER BY ?one ?other
"""
)


@pytest.fixture(scope="session")
def question_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("questions")
    for name, text in FILES.items():
        (folder / f"{name}.rq").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def asked(site: Server, question_folder: Path) -> Iterator[httpx.Client]:
    """A client of that server."""
    with serving(site.data, questions=str(question_folder)) as server, server.client() as client:
        yield client


@pytest.fixture(scope="session")
def site_client(site: Server) -> Iterator[httpx.Client]:
    """A client of the sample site, which has the shipped questions."""
    with site.client() as client:
        yield client
