from pathlib import Path

import pytest

from ingest.errors import RecordError
from ingest.rdf_files import read_rdf_file

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        ("ttl", f'<id/model/a> <{LABEL}> "a"@en .'),
        ("TTL", f'<id/model/a> <{LABEL}> "a"@en .'),
        ("nt", f'<https://w3id.org/opencairn/id/model/a> <{LABEL}> "a"@en .'),
        ("nq", f'<https://w3id.org/opencairn/id/model/a> <{LABEL}> "a"@en <http://g> .'),
        ("trig", f'<http://g> {{ <id/model/a> <{LABEL}> "a"@en . }}'),
        ("jsonld", f'{{"@id": "id/model/a", "{LABEL}": {{"@value": "a", "@language": "en"}}}}'),
    ],
)
def test_a_file_is_read_by_its_suffix(tmp_path: Path, suffix: str, text: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_text(text)
    (quad,) = read_rdf_file(path)
    assert str(quad.subject) == "<https://w3id.org/opencairn/id/model/a>"
    assert str(quad.object) == '"a"@en'


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ttl", b"<http://a> <http://b> 'c' .\n<http://a> nonsense", "line 2"),
        ("a.ttl", b"<http://a> <http://b> <http://a b> .", "Invalid IRI"),
        ("a.ttl", b'<http://a> <http://b> "\xff\xfe" .', "malformed ttl"),
        ("a.jsonld", b"{", "malformed jsonld"),
        ("a.jsonld", b'{"@context": "https://example.org/c", "a": 1}', "write the @context into the file"),
        ("a.csv", b"a,b", "use one of .ttl, .nt, .nq"),
        ("a.ttl", b"# " + b"x" * 200, "more than the limit of 100; split the file"),
    ],
    ids=[
        "syntax",
        "space in IRI",
        "not UTF-8",
        "cut JSON",
        "context on the web",
        "unknown kind",
        "too large",
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(RecordError, match=said) as caught:
        read_rdf_file(path, max_bytes=100)
    assert str(caught.value).startswith(str(path))


def test_a_missing_file_is_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be read: No such file or directory; check the path"):
        read_rdf_file(tmp_path / "none.ttl")
