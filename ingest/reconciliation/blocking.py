"""Which pairs are worth comparing: those that share a key of name, link or identifier."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from ingest.reconciliation.machines import MACHINE, key_of
from ingest.reconciliation.organization_names import read_organization, variants, without_place, without_university
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.traits import without_owner
from ingest.work_names import read_name

REGISTRIES: Final = frozenset({"ror", "spdx", "scancode_licensedb"})
"""Sources of which no two records are one."""
OF_ONE_RECORD: Final = frozenset({"curated", "huggingface", "data_provenance", "croissant", "dcat"})
"""Sources of which no two works are one, whatever their names: they tell them apart by identifiers of their own."""
SHORTEST_PREFIX: Final = 6
TELLING: Final = 3
"""Letters from which on a word of a name is a key."""
WORD: Final = "word "
WORD_CROWD: Final = 60
CROWD: Final = 400
"""Members from which on a key tells nothing; its pairs are left to other keys."""
WORKS: Final = frozenset({"model", "dataset", "software", "artifact"})


def candidates(profiles: Iterable[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Each pair of profiles that share a key, once, in a stable order."""
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for profile in sorted(profiles, key=lambda each: (each.subject, each.source)):
        for key in keys(profile):
            blocks[key].append(profile)
    seen: set[tuple[str, str]] = set()
    for key, members in sorted(blocks.items()):
        if len(members) > (WORD_CROWD if key.startswith(WORD) else CROWD):
            continue
        for left, right in combinations(members, 2):
            pair = (left.subject, right.subject)
            if pair in seen or left.subject == right.subject:
                continue
            if left.source == right.source and kept_apart(left):
                continue
            seen.add(pair)
            yield left, right


def kept_apart(profile: Profile) -> bool:
    """Whether the source of a thing has no two records of one thing of its kind."""
    return profile.source in REGISTRIES or (profile.kind in WORKS and profile.source in OF_ONE_RECORD)


def keys(profile: Profile) -> frozenset[str]:
    """The keys under which a profile meets others."""
    found = {f"identifier {identifier}" for identifier in profile.identifiers}
    if profile.kind == "organization":
        return frozenset(found | _organization_keys(profile))
    if profile.kind in WORKS:
        return frozenset(found | _work_keys(profile))
    if profile.kind == MACHINE:
        return frozenset(found | {f"machine {key}" for name in profile.names if (key := key_of(name))})
    return frozenset(found)


def _organization_keys(profile: Profile) -> set[str]:
    found = set()
    for name in profile.names:
        for text in (*variants(name), *variants(without_place(name)[0])):
            read = read_organization(text)
            found |= {f"organization {read.key}", f"organization {read.bare}"}
            found |= {f"organization {without_university(read.words)}"}
            found |= {f"organization {read.key[:start]}*" for start in (SHORTEST_PREFIX,) if len(read.key) > start}
            found |= {f"initials {initials}" for initials in read.initials if len(initials) > 2}
            found |= {f"initials {read.key}"} if len(read.key) <= SHORTEST_PREFIX else set()
    return found - {"organization "}


def _work_keys(profile: Profile) -> set[str]:
    found = {f"repository {repository.casefold()}" for repository in profile.repositories}
    for name in (*profile.names, *profile.contents[:1]):
        read = read_name(name)
        for each in (read, without_owner(read, profile.organizations)):
            found |= {f"stem {each.squashed} {'.'.join(each.version[:1])}", f"words {' '.join(sorted(each.stem))}"}
            found |= {f"{WORD}{word}" for word in each.stem if len(word) >= TELLING}
            if each.version in ((), ("1",), ("0.1",)):
                found.add(f"stem {each.squashed} first")
    return found - {"words "}
