"""Reading one RDF file from a contributor, with a clear word when it cannot be read."""

from pathlib import Path
from typing import Final

import pyoxigraph as ox

from ingest.errors import RecordError
from ingest.namespaces import BASE

FORMATS: Final[dict[str, ox.RdfFormat]] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
MAX_BYTES: Final = 20_000_000


def read_rdf_file(path: Path, *, max_bytes: int = MAX_BYTES) -> list[ox.Quad]:
    """All quads of the file.

    Raises:
        RecordError: it is missing, of an unknown kind, too large or malformed; says where and what to do.
    """
    file_format = FORMATS.get(path.suffix.lower())
    if file_format is None:
        raise RecordError(path, "", f"not a known kind of RDF file; use one of {', '.join(FORMATS)}")
    try:
        size = path.stat().st_size
        if size > max_bytes:
            limit = f"{size:,} bytes, more than the limit of {max_bytes:,}"
            raise RecordError(path, "", f"{limit}; split the file")
        return list(ox.parse(path.read_bytes(), format=file_format, base_iri=BASE))
    except OSError as error:
        reason = error.strerror or str(error)
        raise RecordError(path, "", f"cannot be read: {reason}; check the path") from error
    except SyntaxError as error:
        raise _malformed(path, error) from error


def _malformed(path: Path, error: SyntaxError) -> RecordError:
    place = f"line {error.lineno}" if error.lineno else ""
    if "LoadDocumentCallback" in error.msg:
        return RecordError(path, place, "its context is on the web; write the @context into the file")
    return RecordError(path, place, f"malformed {path.suffix[1:]}: {error.msg}")
