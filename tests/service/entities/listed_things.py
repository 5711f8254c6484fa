"""Models by developer, language and date, as a release."""

from collections.abc import Iterable
from pathlib import Path

from ingest.namespaces import PREFIXES
from ingest.release import Release
from tests.service.conftest import publish_trig
from tests.service.search.named_things import ID, PROLOG, thing

MODELS = 30
LANGUAGES = ("fra", "deu")


def model(number: int) -> str:
    facts = [f"cairn:developedBy <{ID}organization/{'odd' if number % 2 else 'even'}>"]
    facts += [f"cairn:supportsLanguage <{PREFIXES['concept']}language/{code}>" for code in LANGUAGES if number % 3 == 0]
    facts += [f'dct:issued "{2000 + number}"^^xsd:gYear'] if number % 5 else []
    return thing(f"model/m{number}", f"Model {number % 4}", " ; ".join(facts))


def publish_models(data: Path, numbers: Iterable[int] = range(MODELS)) -> Release:
    others = [
        thing("organization/odd", "Odd Ltd"),
        thing("organization/even", "Even Ltd"),
        thing(
            "project/uses",
            "Uses",
            f"cairn:produces <{ID}model/m7>, <{ID}model/m8> ; cairn:maintains <{ID}model/m8>",
        ),
        f'<{PREFIXES["concept"]}language/fra> skos:prefLabel "French"@en .\n',
        f"<{ID}model/old> dct:isReplacedBy <{ID}model/m1> .\n",
    ]
    return publish_trig(data, PROLOG + "".join([*others, *map(model, numbers)]))
