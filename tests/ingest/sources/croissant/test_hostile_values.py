"""Values by strangers: whatever they are, the file is read, and what is made of it can be stored."""

import re
import string
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.catalogs import map_catalog, read_catalog
from ingest.data_folders import ONTOLOGY, SHAPES
from ingest.mapping import definitions
from ingest.namespaces import is_thing
from ingest.records import Record
from ingest.shapes import load_shapes
from ingest.sources import croissant
from ingest.sources.entries import slug
from ingest.sources.registry import Catalog
from ingest.vocabulary import load_vocabulary
from tests.ingest.sources.croissant.files import one, read, write
from tests.ingest.sources.reading import records, said

VOCABULARY, SHAPE_GRAPH = load_vocabulary(ONTOLOGY), load_shapes(SHAPES)
TEXTS = st.text(max_size=30) | st.sampled_from(
    ["https://a.example/<script>", "https://a.example/\u202eevil", "javascript:alert(1)", "https://a.example/ {x}", "@"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@id", "@type", "@value", "name", "url", "value"]), inner, max_size=3)
    ),
    max_leaves=8,
)
PROPERTIES = st.sampled_from(
    [
        *("name", "url", "identifier", "sameAs", "creator", "publisher", "license", "datePublished", "inLanguage"),
        *("keywords", "citeAs", "distribution", "isBasedOn", "hasPart", "version", "conformsTo", "sdLicense"),
        *("includedInDataCatalog", "alternateName", "dct:accessRights", "recordSet"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(PROPERTIES, VALUES, max_size=4))
def test_whatever_a_property_holds_the_records_can_be_stored(properties: dict[str, Any]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, **properties)
        load = read_catalog(Catalog(croissant.MANIFEST, croissant.read), folder)
        defined = frozenset().union(*map(definitions, load.records), licenses(load.records))
        map_catalog(load, VOCABULARY, defined, SHAPE_GRAPH)
    wrong = [each for each in load.rejected if "#" in each.file]
    assert not wrong
    assert all(is_thing(record.subject) for record in load.records)
    assert not any(str(quad.subject).startswith("_:") or str(quad.object).startswith("_:") for quad in load.quads)


@given(st.text(alphabet=string.ascii_letters + '/?#%:.@-_~ <>"é模', min_size=1, max_size=60))
def test_iris_of_strangers_do_not_escape(tail: str) -> None:
    key = f"a.example/{tail}"
    made = f"dataset/{slug('croissant', key)}"
    assert is_thing(made)
    assert slug("croissant", key) != slug("croissant", f"{key}/")


def test_a_name_that_deceives_is_not_shown(tmp_path: Path) -> None:
    record = one(tmp_path, name="calls\u202egpj.exe", alternateName="p\u0430ypal")
    assert record.label == "heron-lab/calls"
    assert not record.alt_labels


def test_an_address_that_breaks_out_of_its_brackets_is_no_address(tmp_path: Path) -> None:
    record = one(tmp_path, sameAs=["https://a.example/> <b", "javascript:alert(1)", "https://b.example/ok"])
    assert said(record)["url"] == ["https://huggingface.co/datasets/heron-lab/calls", "https://b.example/ok"]


def test_more_values_than_anyone_needs_are_cut_off_and_counted(tmp_path: Path) -> None:
    record = one(tmp_path, sameAs=[f"https://a.example/{number}" for number in range(1_500)])
    assert len(said(record)["url"]) == 1_001
    assert "owl:sameAs (more than 1,000)" in record.unread


def test_a_second_description_of_one_dataset_is_left_with_the_place_of_the_first(tmp_path: Path) -> None:
    write(tmp_path, "a.json")
    write(tmp_path, "b.json", name="Other calls")
    load = read_catalog(Catalog(croissant.MANIFEST, croissant.read), tmp_path)
    [rejected] = load.rejected
    assert rejected.file.startswith("croissant/b.json#")
    assert "already described in croissant/a.json#" in rejected.problems[0].detail


def test_an_iri_does_not_depend_on_the_file_or_on_what_else_is_there(tmp_path: Path) -> None:
    alone = one(tmp_path).subject
    write(tmp_path, "other.json", url="https://a.example/1", name="Other")
    (tmp_path / "calls.json").rename(tmp_path / "z.json")
    assert alone in records(read(tmp_path))


def licenses(found: list[Record]) -> set[str]:
    """Every license that the records name: those stand in lists that are read beside them."""
    return set(re.findall(r"license/[a-z0-9.-]+", str([record.blocks for record in found])))
