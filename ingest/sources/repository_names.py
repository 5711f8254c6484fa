"""Tell whether a repository on the Hub can be the one of a model, by their names.

Catalogs copy addresses from one entry to the next. An address says which thing an entry is about only if the name
of the repository fits.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

SIZE: Final = re.compile(r"(?<![a-z0-9.])(\d+(?:[._]\d+)?)([mbt])(?![a-z0-9])")
SCALE: Final = {"m": 10**6, "b": 10**9, "t": 10**12}
WORDS: Final = re.compile(r"[a-z]+|\d+")
FORMATS: Final = frozenset({"hf"})
"""Words that tell only how the files are laid out."""

PLUS: Final = ("plus", "p")
"""How names of repositories, which cannot have it, write the plus sign."""


def sizes(text: str) -> frozenset[int]:
    """Numbers of parameters in a name.

    >>> sorted(sizes("stablelm-2-1_6b"))
    [1600000000]
    """
    return frozenset(int(Decimal(number.replace("_", ".")) * SCALE[unit]) for number, unit in SIZE.findall(_even(text)))


def squashed(text: str) -> str:
    """Letters and digits only, in lower case."""
    return "".join(WORDS.findall(_even(text)))


def fits(name: str, repository: str, known_sizes: Iterable[int] = ()) -> bool:
    """Whether a repository can be the one of a model.

    Args:
        name: of the model.
        repository: owner and name on the Hub.
        known_sizes: numbers of parameters that the entry gives elsewhere.

    >>> fits("CodeLlama-70B-Instruct", "meta-llama/CodeLlama-70b-Instruct-hf")
    True
    >>> fits("Llama-3.1-70B", "meta-llama/Meta-Llama-3.1-70B")
    True
    >>> fits("CodeGemma-7B", "google/codegemma-2b")
    False
    >>> fits("OLMo-7B", "allenai/OLMo-7B-Instruct")
    False
    """
    owner, _, repository_name = repository.partition("/")
    spellings = {name.replace("+", plus) for plus in PLUS}
    if any(squashed(spelling) == squashed(repository_name) for spelling in spellings):
        return True
    in_name, in_repository = sizes(name), sizes(repository_name)
    if not in_name <= in_repository or not in_repository <= in_name | set(known_sizes):
        return False
    return any(_extends(_without_sizes(spelling), _without_sizes(repository_name), owner) for spelling in spellings)


def closeness(name: str, repository: str) -> int:
    """2 for the same name, 0 for one that merely fits."""
    return 2 if squashed(name) == squashed(repository.partition("/")[2]) else 0


def _extends(name: list[str], repository: list[str], owner: str) -> bool:
    """Whether the words of a repository are those of a name, but for the beginning of the owner's and for formats."""
    wanted = "".join(name)
    for start in range(len(repository)):
        for end in range(start + 1, len(repository) + 1):
            if "".join(repository[start:end]) == wanted:
                before, after = "".join(repository[:start]), repository[end:]
                return squashed(owner).startswith(before) and FORMATS.issuperset(after)
    return False


def _without_sizes(text: str) -> list[str]:
    return WORDS.findall(SIZE.sub(" ", _even(text)))


def _even(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).lower()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
