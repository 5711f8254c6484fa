"""Where ontology, shapes and questions live: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

PACKAGED = Path(__file__).resolve().parent / "_data"
CHECKOUT = Path(__file__).resolve().parents[1]
CURATED = Path(__file__).resolve().parent / "curated"


def folder(name: str) -> Path:
    """The folder of data files called `name`: `ontology`, `shapes` or `queries`."""
    return (PACKAGED if PACKAGED.is_dir() else CHECKOUT) / name


ONTOLOGY = folder("ontology")
SHAPES = folder("shapes")
QUERIES = folder("queries")
