"""Who made or published a dataset, as far as it is an organization or holds a public identifier.

A person is recorded only with an ORCID iD, and by nothing else than the name that goes with it. Of people of whom
only a name is given nothing is kept, and e-mail addresses never are. Accounts of the Hugging Face Hub are what the
source of the Hub makes of them: organizations of which it may be open whether they are one.
"""

from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import NamedNode

from ingest.sources.described_datasets.graph import Description
from ingest.sources.described_datasets.keys import (
    ORCID,
    hub_account,
    iri_of,
    registered,
    without_scheme,
)
from ingest.sources.described_datasets.names import ordered
from ingest.sources.described_datasets.vocabularies import ADDRESS, IDENTIFIER, SAME, TITLE, Names
from ingest.sources.entries import slug
from ingest.sources.mentions import Mentions
from ingest.sources.source_values import AMBIGUOUS, UNMAPPED, source_value

PERSON: Final = ("foaf:Person", "sc:Person", "vcard:Individual")
ORGANIZATION: Final = (
    "foaf:Organization",
    "sc:Organization",
    "vcard:Organization",
    "sc:CollegeOrUniversity",
    "sc:EducationalOrganization",
    "sc:GovernmentOrganization",
    "sc:NGO",
    "sc:ResearchOrganization",
    "sc:Corporation",
)


@dataclass
class Agents:
    """Finds the things that stand for the agents of one file.

    Attributes:
        context: what tells agents of one name apart: the site that the dataset is on.
    """

    mentions: Mentions
    file: str
    context: str

    def read(self, description: Description, names: Names, *, untyped: bool) -> list[str]:
        """`kind/slug` of the agents that the properties name; what is not recorded is counted in the description.

        Args:
            description: of the dataset.
            names: the properties.
            untyped: whether an agent that is not said to be an organization is taken for one.
        """
        found = []
        for agent in description.nested(names):
            subject = self._subject(agent, untyped=untyped)
            if subject:
                found.append(subject)
            else:
                description.refuse(f"{next(filter(lambda name: description.has((name,)), names))} (not recorded)")
        return list(dict.fromkeys(found))

    def _subject(self, agent: Description, *, untyped: bool) -> str:
        titles = ordered(agent.literals(TITLE))
        links = [each for each in map(iri_of, (agent.iri, *agent.texts((*SAME, *IDENTIFIER, *ADDRESS)))) if each]
        name = titles[0][0] if titles and "@" not in titles[0][0] else ""
        orcid = next((found[1] for each in links if (found := ORCID.fullmatch(each))), "")
        account = next(filter(None, map(hub_account, links)), "")
        if account:
            return self._account(agent, account, name)
        if orcid and name:
            says = {"exactMatch": [f"https://orcid.org/{orcid}"]}
            return self.mentions.name("person", "Person", name, self.file, key=orcid, **says)
        if not name or orcid or agent.is_a(*PERSON):
            return ""
        if not agent.is_a(*ORGANIZATION) and not untyped:
            return ""
        return self._organization(agent, name, links)

    def _account(self, agent: Description, account: str, name: str) -> str:
        key = f"https://huggingface.co/{account.lower()}"
        subject = f"organization/{slug(self.mentions.manifest.name, without_scheme(key))}"
        told = ("Person", UNMAPPED) if agent.is_a(*PERSON) else (account, AMBIGUOUS)
        written = [] if agent.is_a(*ORGANIZATION) else [source_value(subject, "classification", 1, *told)]
        says: dict[str, Any] = {
            "hubNamespace": [account],
            "url": [f"https://huggingface.co/{account}"],
            "hasSourceValue": written,
        }
        key = without_scheme(key)
        return self.mentions.name("organization", "Organization", name or account, self.file, key=key, **says)

    def _organization(self, agent: Description, name: str, links: list[str]) -> str:
        known = [each for each in map(registered, links) if each]
        own = iri_of(agent.iri) if isinstance(agent.node, NamedNode) else ""
        homes = [each for each in links if each != own and not registered(each)]
        key = next(iter((*known, own)), "") or f"{(homes or [self.context])[0]} {name}"
        key = without_scheme(key)
        subject = f"organization/{slug(self.mentions.manifest.name, key)}"
        written = [] if agent.is_a(*ORGANIZATION) else [source_value(subject, "classification", 1, name, AMBIGUOUS)]
        says: dict[str, Any] = {"exactMatch": known, "url": homes[:1], "hasSourceValue": written}
        return self.mentions.name("organization", "Organization", name, self.file, key=key, **says)
