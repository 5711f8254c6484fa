"""Whether two records denote one machine: one name that is no description of hardware, and nothing against it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from ingest.reconciliation.evidence import Evidence, Verdict, ruled_out, undecided, verdict
from ingest.reconciliation.organizations import Organizations
from ingest.reconciliation.profiles import Profile
from ingest.work_names import folded

MACHINE: Final = "machine"
TYPES: Final = frozenset({"hpc", "supercomputer", "supercomputers", "system", "the"})
"""Words that only tell that it is a machine: LUMI is the LUMI supercomputer."""
HARDWARE_WORDS: Final = (
    "a of with and x in on our own internal private unnamed unknown custom",
    "ai training compute computing data center centre cloud server servers machine",
    "cluster clusters supercluster node nodes pod pods podslice slice superpod core",
    "cores chip chips card cards accelerator accelerators instance instances ec vm",
    "gpu gpus tpu tpus cpu cpus npu npus ipu hpu dgx hgx gaudi ascend cs",
    "nvidia amd intel tesla geforce rtx gtx quadro xeon epyc instinct trainium",
    "pcie sxm nvlink infiniband gb tb pro max ultra hours days",
)
HARDWARE: Final = frozenset(word for line in HARDWARE_WORDS for word in line.split())
"""Words for hardware and for any place with hardware; a name of nothing else is no name of a machine."""
MODEL_NUMBER: Final = re.compile(r"\d+[a-z]{0,3}|[a-z]{1,2}\d+[a-z]{0,2}")
"""`A100`, `MI250X`, `v4`, `80GB`, `910`, `24k`."""
NAMED: Final = 0.8
"""Weight of one name: machines with names are few, so that it suffices where nothing contradicts it."""
AGREES: Final = 0.1
IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")


def key_of(name: str, organizations: frozenset[str] = frozenset()) -> str:
    """What tells a machine by its name, "" for a description such as `A100 cluster` or `cluster of an organization`.

    >>> key_of("LUMI supercomputer (Finland)"), key_of("Research Super Cluster"), key_of("Condor Galaxy 1")
    ('lumi', 'researchsupercluster', 'condorgalaxy1')
    >>> key_of("TPU v4 pod"), key_of("Harbor AI cluster", frozenset({"harbor", "harborai"}))
    ('', '')
    """
    words = [word for word in re.findall(r"[^\W_]+", folded(IN_BRACKETS.sub(" ", name))) if word not in TYPES]
    telling = [word for word in words if word not in HARDWARE and not MODEL_NUMBER.fullmatch(word)]
    described = len(telling) < len([word for word in words if not word.isdigit()])
    of_somebody = described and not organizations.isdisjoint(_owners(words, telling))
    return "" if not "".join(telling) or of_somebody else "".join(words)


def _owners(words: list[str], telling: list[str]) -> Iterator[str]:
    """What may be the name of an organization in the description of a machine."""
    yield "".join(telling)
    yield from ("".join(words[:end]) for end in range(1, len(words)) if set(telling) <= set(words[:end]))


class Machines:
    """Compares machines with what all sources together tell."""

    def __init__(self, profiles: Iterable[Profile], organizations: Organizations) -> None:
        known = list(profiles)
        self._organizations = organizations
        self._makers = frozenset(
            "".join(re.findall(r"[^\W_]+", folded(name)))
            for each in known
            if each.kind == "organization"
            for name in each.names
        )
        self._bearers: dict[str, list[Profile]] = defaultdict(list)
        for each in known:
            for key in self.keys(each) if each.kind == MACHINE else ():
                self._bearers[key].append(each)

    def keys(self, machine: Profile) -> frozenset[str]:
        return frozenset(key_of(name, self._makers) for name in machine.names) - {""}

    def compare(self, left: Profile, right: Profile) -> Verdict:
        """Whether two records denote one machine; the same for either order."""
        if left.source == right.source:
            return ruled_out(Evidence("one-source", 0.0, "a source keeps its own things apart"))
        shared = self.keys(left) & self.keys(right)
        if not shared:
            return undecided(Evidence("other-name", 0.0, " / ".join(sorted((left.names[0], right.names[0])))))
        against = [*self._contradictions(left, right)]
        if against:
            return ruled_out(*against)
        evidence = [Evidence("same-name", NAMED, min(shared))]
        if left.organizations and right.organizations:
            evidence.append(Evidence("same-operator", AGREES))
        elif self._several(shared):
            return undecided(*evidence, Evidence("name-of-several", 0.0, "machines of others have this name"))
        if left.country and left.country == right.country:
            evidence.append(Evidence("same-country", AGREES, left.country))
        return verdict(*evidence)

    def _contradictions(self, left: Profile, right: Profile) -> Iterator[Evidence]:
        operators = left.organizations, right.organizations
        if all(operators) and not self._organizations.related(*operators):
            yield Evidence("other-operator", 0.0, " / ".join(sorted(map(", ".join, operators))))
        if left.country and right.country and left.country != right.country:
            yield Evidence("country", 0.0, " / ".join(sorted((left.country, right.country))))

    def _several(self, keys: Iterable[str]) -> bool:
        """Whether machines that cannot be one bear a name."""
        pairs = (pair for key in keys for pair in combinations(self._bearers[key], 2))
        return any(any(self._contradictions(one, other)) for one, other in pairs)
