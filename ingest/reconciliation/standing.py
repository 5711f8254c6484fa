"""Which things stand in the last release: an IRI that stands there is not replaced by that of a newcomer."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Store

from ingest.errors import NoRelease
from ingest.evidence import TYPE
from ingest.release import current_release

Stands = Callable[[NamedNode], bool]
IN_VIEW: Final = DefaultGraph()


def nothing_stands(_thing: NamedNode) -> bool:
    return False


def standing(data: Path) -> Stands:
    """Whether a thing has its own IRI in the view of the current release of a data folder; none has without one."""
    try:
        store = Store.read_only(str(current_release(data).store_path))
    except NoRelease:
        return nothing_stands
    return lambda thing: next(store.quads_for_pattern(thing, TYPE, None, IN_VIEW), None) is not None
