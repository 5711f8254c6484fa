"""Things with names that are easily taken for each other, as a release."""

from pathlib import Path

from ingest.namespaces import PREFIXES
from ingest.release import Release
from tests.service.conftest import publish_trig

PROLOG = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
ID = PREFIXES["id"]


def thing(key: str, label: str, facts: str = "") -> str:
    return f'<{ID}{key}> rdfs:label "{label}"@en {f"; {facts}" if facts else ""} .\n'


THINGS = "".join(
    [
        thing("organization/huggingface", "Hugging Face", 'skos:altLabel "HuggingFace"'),
        thing("organization/face-huggers", "Face Huggers"),
        thing("organization/horizons", "Horizons Foundation"),
        thing("license/hugo", "hugo", f"dct:isPartOf <{ID}license/hugo>"),
        thing("platform/hub", "Hugging Face Hub"),
        thing("organization/cnrs", "CNRS", "skos:exactMatch <https://ror.org/02feahw73>"),
        thing("project/bigscience", "BigScience Workshop", 'skos:altLabel "BigScience"'),
        thing("working-group/bigscience-data", "BigScience working group on data"),
        thing("project/bloom", "BLOOM", "schema:url <https://huggingface.co/bigscience/bloom>"),
        thing("model/bloom", "BLOOM", 'cairn:hubRepository "bigscience/bloom"'),
        thing("model/bloom-3b", "bigscience/bloom-3b", 'cairn:hubRepository "bigscience/bloom-3b"'),
        thing("model/llama-2", "Llama 2"),
        thing("model/llama-3", "Llama 3", f"cairn:artifactLevel <{PREFIXES['concept']}artifact-level/family>"),
        thing("organization/genci", "GENCI"),
        thing("model/mixtral", "Mixtral"),
        thing("organization/mistral", "Mistral", f"dct:hasPart <{ID}organization/mistral-lab>"),
        thing("organization/mistral-lab", "Lab of M.", f"dct:isPartOf <{ID}organization/mistral>"),
        *(
            f'<{ID}value/{slug}> cairn:mapsTo <{ID}license/hugo> ; cairn:rawValue "{slug}" ; '
            f"cairn:mappingStatus <{PREFIXES['concept']}mapping-status/{status}> .\n"
            for slug, status in (
                ("mix-tral", "alias"),
                ("hugo-open-license", "normalized"),
                ("hugo-or-mit", "compound"),
            )
        ),
        *(
            thing(f"model/m{number}", f"Model {number}", f"cairn:developedBy <{ID}organization/huggingface>")
            for number in range(40)
        ),
    ]
)


def publish_things(data: Path) -> Release:
    return publish_trig(data, PROLOG + THINGS)
