"""What is read before the first page is asked for, so that nobody waits for it."""

from pathlib import Path

from ingest.release import current_release
from service.pages import html
from service.pages.reading import Reader
from service.pages.vocabulary import Vocabulary


def test_all_templates_can_be_compiled_at_once() -> None:
    html.compile_all()
    environment = html.environment()
    assert environment.cache is not None
    assert {name for _, name in environment.cache} == set(environment.list_templates()) != set()


def test_the_words_of_a_release_are_read_once(example_data: Path) -> None:
    vocabulary = Vocabulary(Reader(current_release(example_data).open_store()))
    before = set(vars(vocabulary))
    vocabulary.read()
    kept = set(vars(vocabulary))
    assert len(kept) == len(before) + 4
    vocabulary.name(next(iter(vocabulary.inverses)))
    assert set(vars(vocabulary)) == kept
