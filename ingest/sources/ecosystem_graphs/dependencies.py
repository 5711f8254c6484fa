"""What an asset of Ecosystem Graphs depends on: upstream gives names, some of which no asset has."""

from dataclasses import dataclass

from ingest.sources.mentions import Mentions
from ingest.sources.names import Names
from ingest.sources.placeholders import placeholder


@dataclass(frozen=True)
class Dependency:
    """A dependency as written.

    Attributes:
        status: concept of the scheme `mapping-status`.
        candidates: what the name can mean.
        target: what the asset depends on: the only candidate, or a placeholder if there is none.
    """

    raw: str
    status: str
    candidates: tuple[str, ...]
    target: str | None


def dependency(raw: str, names: Names, mentions: Mentions, file: str) -> Dependency:
    """Read one name; one that no asset has gets a placeholder, the same for the same string."""
    name = " ".join(raw.split())
    status, found = names.find(name)
    if not found:
        return Dependency(raw, status, (), placeholder("artifact", name, mentions, file))
    return Dependency(raw, status, tuple(found), found[0] if len(found) == 1 else None)
