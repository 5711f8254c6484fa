"""A model is open in all parts only if the same source calls the parts of its base models open, too."""

from collections.abc import Iterable

import pytest
from pyoxigraph import NamedNode, Quad, Store

from ingest.namespaces import iri
from ingest.questions.binding import bind
from ingest.questions.catalog import Questions
from tests.questions.expected_answers import solutions

PARTS = ("final-parameters", "training-data", "training-code")
LABELS = f"""INSERT {{ ?thing {iri("rdfs:label")} "a name" ; {iri("skos:prefLabel")} "a name" }}
  WHERE {{ {{ ?thing ?p ?o }} UNION {{ ?s ?q ?thing }} }}"""


def thing(name: str) -> NamedNode:
    return iri(f"id:{name}")


def judged(model: str, source: str, levels: dict[str, str]) -> Iterable[Quad]:
    for component, level in levels.items():
        record, evidence = thing(f"openness/{model}.{source}.{component}"), thing(f"evidence/{model}.{source}")
        yield Quad(thing(f"model/{model}"), iri("cairn:hasComponentOpenness"), record)
        yield Quad(record, iri("cairn:component"), iri(f"concept:component/{component}"))
        yield Quad(record, iri("cairn:opennessLevel"), iri(f"concept:openness-level/{level}"))
        yield Quad(record, iri("cairn:evidencedBy"), evidence)
        yield Quad(evidence, iri("dct:source"), thing(f"document/{source}"))


def derived(model: str, base: str) -> Quad:
    return Quad(thing(f"model/{model}"), iri("cairn:derivedFromModel"), thing(f"model/{base}"))


@pytest.mark.parametrize(
    ("judgment", "models"),
    [
        (("index", "open"), ["tuned"]),
        (("index", "unknown"), ["tuned"]),
        (("index", "partly-open"), []),
        (("index", "not-released"), []),
        (("other", "not-released"), ["tuned"]),
    ],
)
def test_the_base_counts_as_the_same_source_judges_it(
    judgment: tuple[str, str], models: list[str], questions: Questions
) -> None:
    source, level = judgment
    store = Store()
    store.extend(judged("tuned", "index", dict.fromkeys(PARTS, "open")))
    store.extend(judged("base", source, {"training-data": level}))
    store.extend([derived("tuned", "merged"), derived("merged", "base")])
    store.update(LABELS)
    found = solutions(store, bind(questions["models-open-in-all-parts"], {}))
    assert [row["model_iri"] for row in found] == [thing(f"model/{model}") for model in models]
