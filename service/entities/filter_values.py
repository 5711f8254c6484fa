"""What a list is filtered by: as people write it, as the index has it, and what may be meant by what it has not."""

from collections.abc import Mapping, Sequence
from typing import Final

from ingest.search_index import fields
from ingest.search_index.kinds import SEARCHED, YEARS, Facet, value_of
from service.entities.answers import facet_labels
from service.entities.lists import Filtered
from service.errors import BadParameter
from service.live.reading_room import ReadingRoom
from service.near_names import did_you_mean, near_names
from service.terms import find_iri

MOST_LOOKED_AT: Final = 2000
MOST_NEAR: Final = 3


def in_index(facet: Facet, text: str) -> str:
    """A value as the index has it, from an IRI, a prefixed name, or with the kind or scheme that is usual.

    >>> in_index(Facet("developer", (), "id/organization/", ""), "organization/meta")
    'meta'
    """
    if facet.space in ("", YEARS):
        return text
    found = find_iri(text, facet.name)
    value = value_of(facet, found.value) if found else text
    return value.removeprefix(facet.space.partition("/")[2])


def check(room: ReadingRoom, filtered: Filtered) -> None:
    """Raise BadParameter, with those most like it, for a value that no thing of the kind has."""
    kind = filtered.kind
    for facet in SEARCHED[kind].facets:
        for value in filtered.filters.get(facet.name, ()):
            if not filtered.search.total(Filtered(filtered.search, kind, {facet.name: [value]}).query()):
                labels = labels_of(room, filtered, facet)
                near = likely(value, labels)
                hint = did_you_mean([shown(each, labels[each]) for each in near])
                raise BadParameter(
                    f"No {kind} has the {facet.name} {value[:80]!r}.{hint} The list without it counts its values.",
                    parameter=facet.name,
                    near=near,
                )


def labels_of(room: ReadingRoom, filtered: Filtered, facet: Facet) -> dict[str, str]:
    """The values of a facet with their labels, the most frequent first."""
    of_kind = Filtered(filtered.search, filtered.kind, {}).query()
    asked = {"by": {"terms": {"field": fields.facet_field(facet.name), "size": MOST_LOOKED_AT}}}
    known = [str(each["key"]) for each in filtered.search.searcher.aggregate(of_kind, asked)["by"]["buckets"]]
    labels = facet_labels(room, ((facet, value) for value in known))
    return {value: labels.get((facet.name, value), value) for value in known}


def likely(text: str, labels: Mapping[str, str]) -> Sequence[str]:
    """The values that are called so, contain it, or are spelled nearly so, by value or label."""
    folded = text.casefold()
    called = [value for value, label in labels.items() if label.casefold() == folded]
    inside = [value for value, label in labels.items() if folded in value or folded in label.casefold()]
    of_label = {label: value for value, label in labels.items()}
    alike = [*near_names(text, labels), *(of_label[label] for label in near_names(text, of_label))]
    return list(dict.fromkeys([*called, *inside, *alike]))[:MOST_NEAR]


def shown(value: str, label: str) -> str:
    return value if label == value else f"{value} ({label})"
