"""Machines and providers of compute that free text about training hardware names."""

import re
from dataclasses import dataclass
from typing import Final

GOOGLE: Final = "Google Cloud"


@dataclass(frozen=True)
class Site:
    """A place where models are trained.

    Attributes:
        pattern: what is written where it is meant.
        machine: its name, "" if only the provider is named.
        provider: who gives others access to it, "" if it is a machine of the developers' own.
        provider_kind: concept of the scheme `provider-kind`.
        resource_kind: concept of the scheme `resource-kind`, "" if it is not known.
    """

    pattern: re.Pattern[str]
    machine: str
    provider: str
    provider_kind: str = "company"
    resource_kind: str = "company"


def _public(pattern: str, machine: str, provider: str) -> Site:
    return Site(re.compile(pattern), machine, provider, "public-hpc", "public-hpc")


def _cloud(pattern: str, provider: str) -> Site:
    return Site(re.compile(pattern), "", provider, "cloud", "cloud")


def _own(pattern: str, machine: str) -> Site:
    return Site(re.compile(pattern), machine, "", resource_kind="")


SITES: Final = (
    _public(r"\bJean Zay\b", "Jean Zay", "IDRIS"),
    _public(r"\bLUMI\b", "LUMI", "CSC - IT Center for Science"),
    _public(r"\bAurora supercomputer\b", "Aurora", "Argonne National Laboratory"),
    Site(re.compile(r"\bCondor Galaxy\b(?! 1)"), "Condor Galaxy", "Cerebras"),
    Site(re.compile(r"\bCondor Galaxy 1\b"), "Condor Galaxy 1", "Cerebras"),
    Site(
        re.compile(r"\bPeng ?Cheng Lab Ascend 910 NPU cluster\b"),
        "PengCheng Lab Ascend 910 NPU cluster",
        "PengCheng Laboratory",
    ),
    Site(re.compile(r"\bPeng Cheng Cloud Brain II\b"), "Peng Cheng Cloud Brain II", "Peng Cheng Laboratory"),
    Site(re.compile(r"\bBaidu V100 Cluster\b"), "Baidu V100 Cluster", "Baidu"),
    _cloud(r"\bMosaicML\b", "MosaicML"),
    _cloud(r"\bAzure\b", "Microsoft"),
    _cloud(r"\bAmazon EC2\b", "Amazon Web Services (AWS)"),
    _cloud(r"\bAWS\b", "Amazon Web Services"),
    _cloud(r"\bGoogle Cloud\b|\bGoogle us-(?:east|central|west)", GOOGLE),
    _cloud(r"\bTRC\b|\bTPU Research Cloud\b", GOOGLE),
    _own(r"(?i)\bMeta AI Cluster\b", "Meta AI Cluster"),
    _own(r"(?i)\bResearch Super ?Cluster\b", "Research SuperCluster"),
    _own(r"\bMeta 24K GPU clusters\b", "Meta 24K GPU clusters"),
    _own(r"\bBlue Vela\b", "Blue Vela"),
    _own(r"\bMemphis Colossus\b", "Memphis Colossus"),
    _own(r"\bMegaScale training cluster\b", "MegaScale training cluster"),
    _own(r"\bYandex 800 A100 Cluster\b", "Yandex 800 A100 Cluster"),
    _own(r"\bTHUDM 1536 Ascend 910 \(32GB\) Cluster\b", "THUDM 1536 Ascend 910 (32GB) Cluster"),
    _own(r"\bTHUDM 96 DGX-A100 \(40G\) cluster\b", "THUDM 96 DGX-A100 (40G) cluster"),
)

PROSE: Final = re.compile(
    r"\b(?:paper|papers|reference|references|information|mention|is|are|was|which)\b|\.$", re.IGNORECASE
)
LONGEST_NAME: Final = 6
"""Words in the name of a machine at most."""


def sites_in(text: str) -> list[Site]:
    """The known sites that a text names."""
    return [site for site in SITES if site.pattern.search(text)]


def is_name(text: str) -> bool:
    """Whether a text can be the name of a machine that is not known here, rather than a sentence about machines."""
    return 0 < len(text.split()) <= LONGEST_NAME and not PROSE.search(text)
