"""The questions that agents can ask."""

from pathlib import Path

from ingest.data_folders import QUERIES
from ingest.questions.catalog import Questions
from ingest.questions.files import load
from service.settings import Settings


def questions_of(settings: Settings) -> Questions:
    """The questions of the folder that is set, or those that come with the product."""
    return load(Path(settings.questions) if settings.questions else QUERIES)
