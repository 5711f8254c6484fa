"""What a triple of the canonical view rests on: where sources say it, or what a rule or choice made it from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Triple

from ingest.namespaces import iri
from service.evidence.origins import Origin, Origins, Said
from service.evidence.premises import ALTERNATIVE, LABEL, naming, premises
from service.live.graph_reader import GraphReader
from service.terms import Term

DEEPEST: Final = 5
"""How many steps are followed from what a rule made to what it was made from."""
CANONICAL: Final = iri("graph:canonical")


@dataclass(frozen=True)
class Premise:
    """A triple from which another was made, with its own ground."""

    subject: NamedNode
    predicate: NamedNode
    value: Term
    ground: "Ground"


@dataclass(frozen=True)
class Made:
    """That a rule or choice of ours made a triple.

    Attributes:
        graph: of the rule or choice.
        naming: whether it is the choice of one of several names as the label.
    """

    graph: NamedNode
    premises: tuple[Premise, ...]
    naming: bool = False


@dataclass(frozen=True)
class Ground:
    """What a triple rests on."""

    origins: tuple[Origin, ...]
    made: tuple[Made, ...]

    def evidence(self) -> tuple[NamedNode, ...]:
        """The evidence of sources that say it; of what it was made from if none does."""
        own = [node for origin in self.origins for node in origin.evidence]
        if not self.origins:
            own = [node for made in self.made for premise in made.premises for node in premise.ground.evidence()]
        return tuple(dict.fromkeys(own))


class Grounds:
    """The grounds of all that is said of one thing, with one predicate or with any."""

    def __init__(
        self,
        read: GraphReader,
        thing: NamedNode,
        predicate: NamedNode | None = None,
        above: frozenset[Triple] = frozenset(),
    ) -> None:
        """Read them; `above` are the triples that were made from what is looked for here."""
        self._read, self._thing, self._above = read, thing, above
        asked = None if predicate == ALTERNATIVE else predicate  # a name may stand as a label in its source
        self._origins = Origins(read, thing, asked)

    @property
    def said(self) -> list[Said]:
        """What sources say, each predicate and value once."""
        return self._origins.said

    def of(self, predicate: NamedNode, value: Term) -> Ground:
        origins = self._origins.of(predicate, value)
        made = [self._made(graph, predicate, value) for graph in sorted(self._makers(predicate, value), key=str)]
        if not origins and predicate == ALTERNATIVE and self._origins.of(LABEL, value):
            found = naming(self._read, self._thing, predicate, value)
            made.append(Made(CANONICAL, self._premises(found, predicate, value), naming=True))
        return Ground(origins, tuple(made))

    def _makers(self, predicate: NamedNode, value: Term) -> Iterable[NamedNode]:
        return self._origins.makers.get((predicate, value), ())

    def _made(self, graph: NamedNode, predicate: NamedNode, value: Term) -> Made:
        found = premises(self._read, graph, self._thing, predicate, value)
        return Made(graph, self._premises(found, predicate, value))

    def _premises(self, found: Iterable[Triple], predicate: NamedNode, value: Term) -> tuple[Premise, ...]:
        """The premises with their grounds; if sources say some of them, only those."""
        above = self._above | {Triple(self._thing, predicate, value)}
        if len(above) > DEEPEST:
            return ()
        given = [
            self._premise(triple.subject, triple, above)
            for triple in found
            if isinstance(triple.subject, NamedNode) and triple not in above
        ]
        sourced = [premise for premise in given if premise.ground.origins]
        return tuple(sourced or given)

    def _premise(self, subject: NamedNode, triple: Triple, above: frozenset[Triple]) -> Premise:
        ground = Grounds(self._read, subject, triple.predicate, above).of(triple.predicate, triple.object)
        return Premise(subject, triple.predicate, triple.object, ground)
