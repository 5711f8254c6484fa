"""Read what the name of a model or dataset says: what is left is its stem.

`StarCoder2-15B-Instruct-GGUF` has the stem `starcoder`, version 2, size 15b, tuning instruct and format gguf. Two
names that differ in any of these denote two things, however alike they look.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

TUNINGS: Final = {
    "chat": "chat",
    "dialogue": "chat",
    "instruct": "instruct",
    "instruction": "instruct",
    "instructed": "instruct",
    "it": "instruct",
    "sft": "sft",
    "dpo": "dpo",
    "rlhf": "rlhf",
    "rl": "rl",
    "think": "think",
    "thinking": "think",
    "reasoning": "think",
    "base": "base",
    "pt": "base",
    "pretrained": "base",
}
FORMATS: Final = frozenset(
    [
        "gguf",
        "ggml",
        "gptq",
        "awq",
        "exl2",
        "onnx",
        "mlx",
        "hf",
        "fp4",
        "mxfp4",
        "nvfp4",
        "fp8",
        "fp16",
        "bf16",
        "int4",
        "int8",
        "4bit",
        "8bit",
        "quantized",
        "openvino",
        "safetensors",
    ]
)
TYPE_WORDS: Final = frozenset(["model", "models", "dataset", "datasets", "the", "family", "series"])
FIRST_VERSIONS: Final = frozenset(("0.1", "1", "01"))
"""Spellings of a first version: it is often not numbered."""

SIZE: Final = re.compile(r"(?:\d+x)?a?\d+(?:\.\d+)?[bmt]")
ODD_SIZE: Final = re.compile(r"(\d+)b(\d)")
CONTEXT: Final = re.compile(r"\d+k")
LENGTHS: Final = {str(1024 * thousands): f"{thousands}k" for thousands in (2, 4, 8, 16, 32, 64, 128, 256)}
"""Numbers of tokens that a model reads at most, where a name writes them out."""
TAILED: Final = re.compile(r"([a-z]*[a-z]?)v?(\d+(?:\.\d+)*)")
ADDRESS: Final = re.compile(r"\S+/[^\s/]+")
EDITION: Final = re.compile(r"\d{4}|\d{6}|\d{8}")
CALLED: Final = re.compile(r"[a-uw-z]\d{1,2}")
"""A letter with a number, which is a name of its own and no version: T5, P3, K2."""
PLUS_AS_P: Final = re.compile(r"(.*\d)(p{1,2})")


@dataclass(frozen=True)
class Name:
    """The parts of a name; an empty part is one that the name does not tell.

    Attributes:
        spoken: the stem with words such as `model` that only tell the type.
    """

    stem: tuple[str, ...] = ()
    version: tuple[str, ...] = ()
    sizes: frozenset[str] = frozenset()
    tunings: frozenset[str] = frozenset()
    formats: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()
    editions: frozenset[str] = frozenset()
    spoken: tuple[str, ...] = ()

    @property
    def squashed(self) -> str:
        return "".join(self.stem)

    @property
    def tuned(self) -> bool:
        return bool(self.tunings - {"base"})


@dataclass
class _Parts:
    stem: list[str] = field(default_factory=list)
    version: list[str] = field(default_factory=list)
    sizes: set[str] = field(default_factory=set)
    tunings: set[str] = field(default_factory=set)
    formats: set[str] = field(default_factory=set)
    context: set[str] = field(default_factory=set)
    editions: set[str] = field(default_factory=set)
    spoken: list[str] = field(default_factory=list)


@lru_cache(maxsize=100_000)
def read_name(text: str) -> Name:
    """The parts of a name as a catalog writes it, or of an address such as `owner/name` or `hf:owner/name`."""
    parts = _Parts()
    for word in words(text.rpartition("/")[2] if ADDRESS.fullmatch(text) else text):
        _place(word, parts)
    if any(size.endswith("b") for size in parts.sizes):
        lengths = {size for size in parts.sizes if size.endswith("m")}
        parts.sizes -= lengths
        parts.context |= lengths
    return Name(
        tuple(parts.stem),
        tuple(parts.version),
        frozenset(parts.sizes),
        frozenset(parts.tunings),
        frozenset(parts.formats),
        frozenset(parts.context),
        frozenset(parts.editions),
        tuple(parts.spoken),
    )


def words(text: str) -> list[str]:
    """Lower-case words; a sign that tells versions apart is a word too.

    >>> words("Command R+")
    ['command', 'r', 'plus']
    >>> words("phi-1_5")
    ['phi', '1.5']
    """
    plain = folded(text)
    plain = re.sub(r"(?<=\d)_(?=\d)", ".", plain)
    plain = re.sub(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)", r"\1\2\3", plain)
    plain = re.sub(r"(?<!\d)(\d\d)-(20\d\d)(?!\d)", r"\2\1", plain)
    plain = re.sub(r"(?<!\d)v?(2\d)\.(\d\d)(?!\d)", r"\1\2", plain)
    plain = re.sub(r"(?<=\d)(?=\s*[/,]\s*\d+(?:\.\d+)?[bm]\b)", "b", plain)
    plain = plain.replace("+", " plus ")
    plain = re.sub(r"(?<=\d)[\s-](?=(?:bit|billion|million)\b)", "", plain)
    plain = re.sub(r"(?<=\d)billion\b", "b", re.sub(r"(?<=\d)million\b", "m", plain))
    found = re.findall(r"[^\W_]+(?:\.\d+[^\W_]*)*", plain)
    return [each for word in found for each in _signs(word)]


def folded(text: str) -> str:
    """Lower case without accents; Greek letters by the Latin ones that they stand for."""
    letters = []
    for letter in unicodedata.normalize("NFKD", text):
        if unicodedata.combining(letter):
            continue
        name = unicodedata.name(letter, "")
        if name.startswith("GREEK") and " LETTER " in name:
            spoken = name.rpartition(" LETTER ")[2].split(" ")[-1].lower()
            letters.append(spoken if len(text) > 1 and letter.islower() else spoken[0])
            continue
        letters.append(letter)
    return "".join(letters).casefold()


def _signs(word: str) -> list[str]:
    match = PLUS_AS_P.fullmatch(word)
    return [match[1], *["plus"] * len(match[2])] if match else [word]


def _place(word: str, parts: _Parts) -> None:
    odd = ODD_SIZE.fullmatch(word)
    tailed = TAILED.fullmatch(word)
    if word in TYPE_WORDS:
        parts.spoken.append(word)
        return
    if word in TUNINGS:
        parts.tunings.add(TUNINGS[word])
    elif word in FORMATS:
        parts.formats.add(word)
    elif odd:
        parts.sizes.add(f"{odd[1]}.{odd[2]}b")
    elif SIZE.fullmatch(word):
        parts.sizes.add(re.sub(r"\.0(?=[bmt])", "", word))
    elif CONTEXT.fullmatch(word):
        parts.context.add(word)
    elif word in LENGTHS:
        parts.context.add(LENGTHS[word])
    elif EDITION.fullmatch(word):
        parts.editions.add(word)
    elif tailed and not CALLED.fullmatch(word):
        if tailed[1] and tailed[1] != "v":
            parts.stem.append(tailed[1])
            parts.spoken.append(tailed[1])
        parts.version.append(_number(tailed[2]))
    else:
        parts.stem.append(word)
        parts.spoken.append(word)


def _number(version: str) -> str:
    return re.sub(r"(\.0)+$", "", version)
