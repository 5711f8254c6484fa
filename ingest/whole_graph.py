"""The constraints that need the whole graph, run once on the finished store.

They are SHACL-SPARQL shapes, but run as the plain queries they hold: Oxigraph answers one query for all
nodes, where pySHACL would ask one for each node of a copy of the store.
"""

import pyoxigraph as ox

from ingest.data_folders import folder
from ingest.shapes import Shapes, WholeGraphConstraint, load_shapes
from ingest.validation_report import Result, in_order


def validate_whole_graph(store: ox.Store, shapes: Shapes | None = None) -> list[Result]:
    """What the whole graph does not meet; reads the default graph unless a constraint names another."""
    known = load_shapes(folder("shapes")) if shapes is None else shapes
    return in_order(result for constraint in known.whole_graph for result in _check(store, constraint))


def _check(store: ox.Store, constraint: WholeGraphConstraint) -> list[Result]:
    solutions = store.query(constraint.query)
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError(f"{constraint.code}: the query is not a SELECT")
    columns = {variable.value for variable in solutions.variables}

    def cell(row: ox.QuerySolution, name: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
        term = row[name] if name in columns else None
        return None if isinstance(term, ox.Triple) else term

    results = []
    for row in solutions:
        this, path, value = (cell(row, name) for name in ("this", "path", "value"))
        focus = this.value if isinstance(this, ox.NamedNode) else str(this)
        results.append(constraint.result(focus, path.value if path else None, str(value) if value else None))
    return results
