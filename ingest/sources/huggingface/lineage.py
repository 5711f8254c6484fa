"""What a model was made from: what the Hub resolved (`baseModels`) before what the card says."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ingest.sources.entries import slug
from ingest.sources.source_values import AMBIGUOUS, EXACT, NORMALIZED, UNMAPPED, source_value

NAME: Final = "huggingface"
NAMESPACE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}")
REPOSITORY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}/(?!\.{1,2}$)[A-Za-z0-9._-]{1,96}")
HUB_ADDRESS: Final = re.compile(r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?:datasets/)?([^/?#]+/[^/?#]+)/?")
OBJECT_ID: Final = re.compile(r"[0-9a-f]{24}")
MOST_MODELS: Final = 1000

UNSTATED: Final = "derivedFromModel"
RELATIONS: Final = {
    "finetune": "fineTunedFrom",
    "merge": "mergedFrom",
    "quantized": "quantizedFrom",
    "adapter": "adapterOf",
}


@dataclass(frozen=True)
class Mention:
    """A repository that another one names.

    Attributes:
        path: owner and name as written.
        object_id: the Hub's own identifier, if the Hub itself resolved the name.
    """

    path: str
    object_id: str = ""


@dataclass
class Links:
    """Relations of one repository to others, by property."""

    says: dict[str, list[str]] = field(default_factory=dict)
    written: list[dict[str, Any]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def link(self, about: str, kind: str, mention: Mention) -> None:
        self.says.setdefault(about, []).append(repository(kind, mention.path))
        self.mentions.append(mention)

    def write(self, subject: str, about: str, raw: str, status: str, maps_to: str = "") -> None:
        number = len(self.written) + 1
        self.written.append(source_value(subject, about, number, raw, status, maps_to))


def repository(kind: str, path: str) -> str:
    """`kind/slug` of a repository: the Hub takes paths that differ in case only for the same."""
    return f"{kind}/{slug(NAME, path.lower())}"


def object_id(value: Any) -> str:
    return value if isinstance(value, str) and OBJECT_ID.fullmatch(value) else ""


def base_models(subject: str, path: str, resolved: Any, card: Sequence[str], tags: Iterable[str], stated: str) -> Links:
    """The models that a model was made from.

    Args:
        subject: `kind/slug` of the model.
        path: its owner and name.
        resolved: the Hub's `baseModels`.
        card: the card's `base_model`.
        tags: `base_model:` tags without that beginning.
        stated: the card's `base_model_relation`.
    """
    links = Links()
    relation, of_hub = _resolved(resolved)
    tagged = _tagged(tags)
    about = RELATIONS.get(relation) or RELATIONS.get(stated, UNSTATED)
    known = {mention.path.lower() for mention in of_hub}
    of_card = list(card) if card or known else [tagged_path for tagged_path, _ in tagged.values()]
    for mention in of_hub:
        if mention.path.lower() == path.lower():
            links.write(subject, about, mention.path, EXACT, subject)
        else:
            links.link(about, "model", mention)
    if of_card and known:
        _keep_both(links, subject, about, of_hub, of_card)
        return links
    for raw in of_card:
        named = _path(raw)
        own = RELATIONS.get(tagged.get(named.lower(), ("", ""))[1], about)
        if named.lower() == path.lower():
            links.write(subject, own, raw, EXACT, subject)
        else:
            _link(links, subject, own, "model", raw)
    return links


def datasets(subject: str, names: Iterable[str]) -> Links:
    """The datasets that a card names."""
    links = Links()
    for raw in dict.fromkeys(names):
        _link(links, subject, "trainedOn", "dataset", raw)
    links.says = {about: list(dict.fromkeys(found)) for about, found in links.says.items()}
    return links


def _link(links: Links, subject: str, about: str, kind: str, raw: str) -> None:
    named = _path(raw)
    if not named:
        links.write(subject, about, raw, UNMAPPED)
        return
    links.link(about, kind, Mention(named))
    if named != raw:
        links.write(subject, about, raw, NORMALIZED, repository(kind, named))


def _keep_both(links: Links, subject: str, about: str, of_hub: Sequence[Mention], of_card: Sequence[str]) -> None:
    """Keep, beside what the Hub resolved, the names in the card that are not the same to the letter.

    A name that the Hub did not resolve is another model, unless a resolved one is not on the card: then it may be an
    older name of that one.
    """
    resolved = {mention.path.lower(): mention.path for mention in of_hub}
    on_card = {_path(raw).lower() for raw in of_card}
    renamed = not resolved.keys() <= on_card
    for raw in of_card:
        named = _path(raw)
        known = resolved.get(named.lower())
        if raw == known:
            continue
        if known:
            links.write(subject, about, raw, NORMALIZED, repository("model", named))
        elif repository("model", named) == subject:
            links.write(subject, about, raw, EXACT, subject)
        elif named and not renamed:
            _link(links, subject, UNSTATED, "model", raw)
        else:
            links.write(subject, about, raw, AMBIGUOUS if named else UNMAPPED)
    for key, path in resolved.items():
        if key not in on_card and not any(each["rawValue"] == path for each in links.written):
            links.write(subject, about, path, EXACT, repository("model", path))


def _path(raw: str) -> str:
    """Owner and name in what a card names, "" if it does not name them."""
    address = HUB_ADDRESS.fullmatch(raw)
    named = address[1] if address else raw
    return named if REPOSITORY.fullmatch(named) else ""


def _resolved(raw: Any) -> tuple[str, list[Mention]]:
    if not isinstance(raw, dict):
        return "", []
    relation, models = raw.get("relation"), raw.get("models")
    found: dict[str, Mention] = {}
    for model in models[:MOST_MODELS] if isinstance(models, list) else ():
        path = model.get("id") if isinstance(model, dict) else None
        if isinstance(path, str) and REPOSITORY.fullmatch(path):
            found.setdefault(path.lower(), Mention(path, object_id(model.get("_id"))))
    return relation if isinstance(relation, str) else "", list(found.values())


def _tagged(tags: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Repositories in tags by their path in lower case: the path, and the relation if a tag gives one."""
    found: dict[str, tuple[str, str]] = {}
    for tag in tags:
        relation, colon, path = tag.partition(":")
        if not colon:
            relation, path = "", tag
        found[path.lower()] = (path, relation or found.get(path.lower(), ("", ""))[1])
    return found
