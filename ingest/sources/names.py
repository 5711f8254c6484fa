"""Find the things of a catalog by the names that other entries of it use for them."""

from collections import defaultdict
from collections.abc import Iterable

Found = tuple[str, list[str]]


class Names:
    """Things by their names.

    >>> names = Names([("Llama 2", "model/a"), ("ChatGLM", "model/b"), ("ChatGLM", "model/c")])
    >>> names.find("LLaMA 2")
    ('normalized', ['model/a'])
    >>> names.find("ChatGLM")
    ('ambiguous', ['model/b', 'model/c'])
    """

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._folded: dict[str, list[str]] = defaultdict(list)
        for name, subject in named:
            self._exact[name].append(subject)
            self._folded[name.casefold()].append(subject)

    def find(self, name: str) -> Found:
        """How a name was read (a concept of the scheme `mapping-status`), with the things that it can mean."""
        for status, found in (("exact", self._exact.get(name)), ("normalized", self._folded.get(name.casefold()))):
            if found:
                return (status if len(found) == 1 else "ambiguous"), found
        return "unmapped", []
