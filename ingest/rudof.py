"""pyrudof, a fast SHACL engine: asked only which nodes have nothing wrong with them."""

import logging
from collections.abc import Iterable
from io import BytesIO
from itertools import chain
from typing import Final

import pyoxigraph as ox
import pyrudof
from rdflib import Graph

LOG: Final = logging.getLogger(__name__)

Descriptions = dict[ox.NamedNode, list[ox.Triple]]


class Unreliable(Exception):
    """Results that cannot be about what was asked."""


class Engine:
    """pyrudof with shapes loaded; whatever goes wrong in it, the nodes in question are just not cleared."""

    def __init__(self, shapes: Graph) -> None:
        self._shapes = shapes.serialize(format="nt")
        self._session: pyrudof.Rudof | None = None

    def not_cleared(self, nodes: Descriptions) -> set[ox.NamedNode]:
        """The nodes with results, of any severity; all nodes if pyrudof fails."""
        try:
            return _with_results(self.report(chain.from_iterable(nodes.values())), nodes)
        except (pyrudof.RudofError, Unreliable) as error:
            reason = str(error)
        except BaseException as error:
            if not is_panic(error):
                raise
            reason = f"panic: {error}"
        LOG.warning("pyrudof failed on %d nodes; pySHACL checks them. %s", len(nodes), reason)
        self._session = None
        return set(nodes)

    def report(self, triples: Iterable[ox.Triple]) -> pyrudof.ShaclValidationReport:
        """What pyrudof says of these triples."""
        session = self._loaded()
        written = BytesIO()
        ox.serialize(triples, written, format=ox.RdfFormat.N_TRIPLES)
        session.read_data(  # never taken for the name of a file: it begins with "<"
            written.getvalue().decode(),
            format=pyrudof.RDFFormat.NTriples,
            reader_mode=pyrudof.ReaderMode.Strict,
            merge=False,
        )
        return session.validate_shacl()

    def _loaded(self) -> pyrudof.Rudof:
        if self._session is None:
            self._session = pyrudof.Rudof()
            self._session.read_shacl(
                self._shapes, format=pyrudof.ShaclFormat.NTriples, reader_mode=pyrudof.ReaderMode.Strict
            )
        return self._session


def _with_results(report: pyrudof.ShaclValidationReport, nodes: Descriptions) -> set[ox.NamedNode]:
    by_name = {node.value: node for node in nodes}
    found = {result.focus_node for result in report}
    if not found <= by_name.keys() or report.conforms == bool(found):
        raise Unreliable("its results are not about these nodes")
    return {by_name[name] for name in found}


def is_panic(error: BaseException) -> bool:
    """Whether Rust code panicked: PyO3 raises what is no Exception and has no name to catch it by."""
    return type(error).__module__ == "pyo3_runtime"
