"""People's decisions: what they say is one, and what they say is not. They always win."""

from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import RecordError
from ingest.namespaces import is_thing
from ingest.reconciliation.decisions import REVIEWED, Decision, end
from ingest.resolution import thing
from ingest.strict_yaml import Node, StrictYamlError, Text, load


@dataclass(frozen=True)
class People:
    """What people decided.

    Attributes:
        same: decisions that one thing is another.
        different: pairs of `kind/slug` that are two things.
    """

    same: tuple[Decision, ...] = ()
    different: frozenset[frozenset[str]] = field(default_factory=frozenset)


def reviewed(path: Path) -> People:
    """The decisions of a file, none if it is not there.

    `redirects` maps `kind/slug` to {to: kind/slug, because: words}; `different` is a list of {pair: [kind/slug,
    kind/slug], because: words}.

    Raises:
        RecordError: the file cannot be read so.
    """
    if not path.is_file():
        return People()
    try:
        content = load(path.read_text(encoding="utf-8"))
    except (StrictYamlError, UnicodeDecodeError, OSError) as error:
        raise RecordError(path, "", str(error)) from error
    if not isinstance(content, dict) or not content or not set(content) <= {"redirects", "different"}:
        raise RecordError(path, "", "the keys `redirects` and `different` are expected")
    same = _redirects(path, content.get(Text("redirects"), {}))
    return People(same, _different(path, content.get(Text("different"), [])))


def _redirects(path: Path, node: Node) -> tuple[Decision, ...]:
    if not isinstance(node, dict):
        raise RecordError(path, "redirects", "a mapping from kind/slug to {to: kind/slug, because: ...} is expected")
    decisions = []
    for replaced, decision in node.items():
        if not isinstance(decision, dict) or set(decision) != {"to", "because"}:
            raise RecordError(path, f"redirects.{replaced}", "write {to: kind/slug, because: ...}")
        target, because = decision[Text("to")], decision[Text("because")]
        if not (is_thing(replaced) and isinstance(target, Text) and is_thing(target) and isinstance(because, Text)):
            raise RecordError(path, f"redirects.{replaced}", "write kind/slug: {to: kind/slug, because: words}")
        decisions.append(Decision(thing(replaced), thing(target), REVIEWED, str(because)))
    step = {decision.replaced: decision.canonical for decision in decisions}
    for each in step:
        if step.get(end(step, each)) is not None:
            raise RecordError(path, f"redirects.{each.value}", "the decisions go round in a circle: take one out")
    return tuple(decisions)


def _different(path: Path, node: Node) -> frozenset[frozenset[str]]:
    if not isinstance(node, list):
        raise RecordError(path, "different", "a list of {pair: [kind/slug, kind/slug], because: ...} is expected")
    pairs = set()
    for number, entry in enumerate(node):
        pair = entry.get(Text("pair")) if isinstance(entry, dict) and set(entry) == {"pair", "because"} else None
        names = frozenset(map(str, pair)) if isinstance(pair, list) else frozenset()
        if len(names) != 2:
            raise RecordError(path, f"different[{number}]", "write {pair: [kind/slug, kind/slug], because: ...}")
        pairs.add(names)
    return frozenset(pairs)
