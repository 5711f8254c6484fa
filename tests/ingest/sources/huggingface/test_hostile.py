"""Whatever JSON a stranger writes, reading never fails and never names anything outside our namespaces or the web."""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from ingest.mapping import Mapped, Mapper, definitions
from ingest.namespaces import PREFIXES
from ingest.records import Record
from ingest.sources import huggingface
from ingest.sources.entries import catalog_entry
from ingest.vocabulary import Vocabulary

OURS = re.compile(r"https://w3id\.org/opencairn/id/[a-z-]+/[a-z0-9][a-z0-9.-]{0,119}")
WEB = re.compile(r"https?://[!-~]+")
KEYS = st.sampled_from(
    [
        "_id",
        "id",
        "author",
        "createdAt",
        "lastModified",
        "downloads",
        "likes",
        "gated",
        "tags",
        "cardData",
        "safetensors",
        "baseModels",
        "license",
        "licence",
        "license_name",
        "language",
        "base_model",
        "datasets",
        "relation",
        "models",
        "total",
        "name",
        "fullname",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "a/b",
            "A/b",
            "c/d",
            "../x",
            "javascript:alert(1)",
            "http://[",
            "https://x/\u202e",
            "a/b>",
            "mit",
            "other",
            "en",
            "arxiv:2304.06767",
            "doi:10.1234/<",
            "base_model:merge:a/c",
            "dataset:x/y",
            "license:x\u0000",
            "{{7*7}}",
            "merge",
            "2024-02-28T15:24:14.000Z",
            "https://huggingface.co/a/b c",
            "\ud800",
        ]
    ),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=5), inner, max_size=6),
    max_leaves=20,
)
RECORDS = st.one_of(
    VALUES,
    st.fixed_dictionaries(
        {"id": st.sampled_from(["a/b", "a/c", "Q/x_1"])},
        optional={
            "cardData": st.dictionaries(KEYS, VALUES, max_size=8),
            "tags": st.lists(TEXTS, max_size=6),
            "baseModels": st.fixed_dictionaries({"relation": VALUES, "models": st.lists(VALUES, max_size=3)}),
            "likes": VALUES,
            "gated": VALUES,
            "createdAt": VALUES,
        },
    ),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(RECORDS, max_size=4), answer=RECORDS, owner=VALUES)
def test_arbitrary_json_is_read_and_names_nothing_elsewhere(
    vocabulary: Vocabulary, rows: list[Any], answer: Any, owner: Any
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "api_recorded").mkdir()
        (folder / "models.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        (folder / "datasets.jsonl").write_text(json.dumps(answer) + "\n")
        (folder / "api_recorded" / "models_a.json").write_text(json.dumps(answer))
        (folder / "api_recorded" / "organizations_a.json").write_text(json.dumps(owner))
        found = list(huggingface.read(folder))
    records = [catalog_entry(huggingface.MANIFEST), *(each for each in found if isinstance(each, Record))]
    licenses = {license_ for record in records for license_ in _licenses(record)}
    defined = frozenset().union(licenses, *map(definitions, records))
    for record in records:
        outcome = Mapper(vocabulary, defined, statements=False).map(record)
        assert isinstance(outcome, Mapped), outcome
        for quad in outcome.quads:
            for term in (quad.subject, quad.object):
                assert not isinstance(term, NamedNode) or _is_expected(term.value), term


def _licenses(record: Record) -> set[str]:
    """Licenses that a record refers to: other catalogs describe them."""
    return set(re.findall(r"license/[a-z0-9.-]+", repr(record.blocks[0].says.values())))


def _is_expected(address: str) -> bool:
    if address.startswith(PREFIXES["id"]):
        return OURS.fullmatch(address) is not None
    return WEB.fullmatch(address) is not None
