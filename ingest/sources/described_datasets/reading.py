"""One description of a dataset, property by property, in our terms."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from pyoxigraph import BlankNode, Literal

from ingest.licenses import license_says
from ingest.sources.described_datasets.agents import Agents
from ingest.sources.described_datasets.distributions import MOST_FORMATS, read_files
from ingest.sources.described_datasets.graph import Description, Value
from ingest.sources.described_datasets.keys import doi, hub_dataset, iri_of, registered
from ingest.sources.described_datasets.names import in_language, ordered
from ingest.sources.described_datasets.papers import papers
from ingest.sources.described_datasets.values import access_level, day, language_of, license_texts
from ingest.sources.described_datasets.vocabularies import (
    ACCESS,
    ADDRESS,
    CONFORMS,
    CREATED,
    CREATOR,
    DERIVED,
    FAMILY,
    IDENTIFIER,
    ISSUED,
    KEYWORD,
    LANGUAGE,
    MODIFIED,
    PAPER,
    PART,
    PUBLISHER,
    SAME,
    VALUE,
    VERSION,
    Names,
)
from ingest.sources.drafts import Draft
from ingest.sources.hostile import one_line
from ingest.sources.metrics import metric
from ingest.sources.source_values import AMBIGUOUS, EXACT, UNMAPPED

SERIES: Final = "dcat:DatasetSeries"
CROISSANT_08: Final = "http://mlcommons.org/croissant/0.8"
OF_CROISSANT_08: Final[Names] = ("ml:recordSet",)
LONGEST_KEYWORD: Final = 100


@dataclass
class Reading:
    """Reads the properties of one dataset.

    Attributes:
        draft: what was understood.
        targets: nodes that stand for other datasets, each with the term of the relation.
    """

    description: Description
    key: str
    draft: Draft
    agents: Agents
    targets: list[tuple[str, Value]] = field(default_factory=list)

    def read(self) -> None:
        """Fill in the draft and the targets."""
        self._identity()
        self._dates()
        self._files_and_licenses()
        self._values(LANGUAGE, "supportsLanguage", language_of)
        self._values(ACCESS, "accessLevel", access_level)
        self._words()
        self._standards()
        self._papers()
        self.draft.say("developedBy", *self.agents.read(self.description, CREATOR, untyped=False))
        self.draft.say("publishedBy", *self.agents.read(self.description, PUBLISHER, untyped=True))
        for names, term in ((DERIVED, "dependsOn"), (FAMILY, "memberOfFamily"), (PART, "composedOf")):
            self.targets += [(term, target) for target in self.description.take(names)]

    def _identity(self) -> None:
        own = [text for text in (self.description.iri, *self.description.texts(ADDRESS)) if iri_of(text)]
        same = [text for text in self.description.texts(SAME) if iri_of(text)]
        numbers = list(self._numbers())
        repositories = list(filter(None, map(hub_dataset, (*own, *same))))
        self.draft.say("hubRepository", *repositories[:1])
        level = "family" if self.description.is_a(SERIES) else "repository" if hub_dataset(self.key) else "release"
        self.draft.say("artifactLevel", level)
        self.draft.say("exactMatch", *filter(None, map(registered, (*own, *same, *numbers))))
        self.draft.say("url", *(text for text in (*own, *same) if not registered(text)))
        self.draft.say("identifier", *(f"doi:{doi(number)}" if doi(number) else number for number in numbers))

    def _numbers(self) -> Iterable[str]:
        for each in self.description.nested(IDENTIFIER):
            given = [] if isinstance(each.node, BlankNode) else [each.node.value]
            for text in map(one_line, given or each.texts(VALUE)):
                if text and "@" not in text:
                    yield text

    def _dates(self) -> None:
        for names, term in ((ISSUED, "issued"), (CREATED, "created"), (MODIFIED, "modified")):
            texts = self.description.texts(names)
            days = sorted({found for text in texts if (found := day(text))})
            self.draft.say(term, *days[:1])
            for other in days[1:]:
                self.draft.write(term, other, AMBIGUOUS)
            self._keep(term, (text for text in texts if not day(text)))

    def _files_and_licenses(self) -> None:
        files, distributions = read_files(self.description)
        measure = partial(metric, self.draft.subject)
        if files.number:
            self.draft.say("hasMetric", measure("files", files.number, "", EXACT if files.whole else "at-least"))
        if files.size is not None:
            how = "about" if files.rounded else EXACT
            self.draft.say("hasMetric", measure("dataset-size", files.size, "bytes", how))
        self.draft.say("fileFormat", *list(files.formats)[:MOST_FORMATS])
        self._keep("fileFormat", list(files.unknown)[:MOST_FORMATS])
        if max(len(files.formats), len(files.unknown)) > MOST_FORMATS:
            self.description.refuse(f"formats (more than {MOST_FORMATS})")
        self._licenses(license_texts([self.description]) or license_texts(distributions))

    def _licenses(self, texts: list[str]) -> None:
        source = "huggingface" if self.draft.says.get("hubRepository") else self.agents.mentions.manifest.name
        absent: Any = None
        for number, raw in enumerate(texts, start=1):
            said = license_says(self.draft.subject, raw, source, number=number)
            named = said.pop("hasLicense", [])
            if isinstance(named, dict):
                absent = named
                named = []
            self.draft.add({"hasLicense": named, **said})
        if absent and not self.draft.says.get("hasLicense"):
            self.draft.say("hasLicense", absent)

    def _values(self, names: Names, term: str, understand: Callable[[str], tuple[str, str]]) -> None:
        """Values of a scheme; what is not its value to the letter is kept as it is written."""
        for each in self.description.nested(names):
            texts = [] if isinstance(each.node, BlankNode) else [each.node.value]
            texts += [name for name, _ in ordered(each.literals((*IDENTIFIER, "sc:name", "rdfs:label")))]
            read = [(text, *understand(text)) for text in texts]
            text, slug, status = next((found for found in read if found[1]), next(iter(read), ("", "", "")))
            if slug:
                self.draft.say(term, slug)
            shown = one_line(text)
            if shown and status != EXACT:
                scheme = "language" if term == "supportsLanguage" else "access-level"
                self.draft.write(term, shown, status, f"{scheme}/{slug}" if slug else "")

    def _words(self) -> None:
        given = self.description.literals(KEYWORD)
        joined = self.description.has(("sc:keywords",))
        words = [Literal(each, language=word.language) for word in given for each in _split(word.value, joined=joined)]
        shown = [(word, language) for word, language in ordered(words) if len(word) <= LONGEST_KEYWORD]
        self.draft.say("keyword", *(in_language(*word) for word in shown))
        if len(shown) < len(set(words)):
            self.description.refuse(f"{KEYWORD[0]} (refused)")
        versions = [text for each in self.description.texts(VERSION) if (text := one_line(each, LONGEST_KEYWORD))]
        self.draft.say("version", *versions[:1])

    def _standards(self) -> None:
        given = self.description.texts(CONFORMS)
        standards = [text for text in given if iri_of(text)]
        if not standards and self.description.has(OF_CROISSANT_08):
            standards = [CROISSANT_08]
        self.draft.say("conformsTo", *standards)
        self._keep("conformsTo", (text for text in given if not iri_of(text)))

    def _papers(self) -> None:
        given = self.description.texts(PAPER)
        found = papers(text for text in given if doi(text) not in doi(self.key) or not doi(text))
        for number, says in found.items():
            if number != doi(self.key):
                name = self.agents.mentions.name
                self.draft.say("describedIn", name("document", "Document", number, self.agents.file, **says))
        if given and not found:
            self.description.refuse("citation (names no paper by a number)")

    def _keep(self, term: str, texts: Iterable[str]) -> None:
        """Keep what was written and not understood; what cannot even be shown is counted."""
        for text in texts:
            shown = one_line(text)
            if shown:
                self.draft.write(term, shown, UNMAPPED)
            else:
                self.description.refuse(f"{term} (refused)")


def _split(text: str, *, joined: bool) -> list[str]:
    """The keywords of a text; schema.org has them joined by commas."""
    return [word for each in (text.split(",") if joined else [text]) if (word := each.strip())]


def label_of(titles: list[tuple[str, str]], reading: Reading) -> str:
    """The name that a reader knows a dataset by: a title, else where it is."""
    repository = reading.draft.says.get("hubRepository") or [reading.key]
    return titles[0][0] if titles else str(repository[0])[:LONGEST_KEYWORD]
