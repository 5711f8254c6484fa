"""Owners of repositories on the Hub that were renamed, learned from the links of catalogs."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from ingest.reconciliation.profiles import Profile


def renamed_owners(profiles: Iterable[Profile]) -> dict[str, str]:
    """Owners on the Hub that others link to by an older name, with the present one.

    An owner that holds no repository in the Hub's own records, of which two or more linked repositories are there
    under one other owner, has been renamed.
    """
    held: dict[str, set[str]] = defaultdict(set)
    owners: set[str] = set()
    linked: dict[str, set[str]] = defaultdict(set)
    for profile in profiles:
        for repository in profile.repositories:
            owner, _, name = repository.casefold().partition("/")
            if profile.level == "repository":
                held[name].add(owner)
                owners.add(owner)
            else:
                linked[owner].add(name)
    renamed = {}
    for owner, names in linked.items():
        if owner in owners:
            continue
        moved = Counter(new for name in names if len(held.get(name, ())) == 1 for new in held[name])
        best = sorted(moved.items(), key=lambda item: (-item[1], item[0]))[:1]
        if best and best[0][1] >= 2:
            renamed[owner] = best[0][0]
    return renamed
