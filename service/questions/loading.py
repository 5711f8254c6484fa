"""The questions that a server offers: those of a folder of the operator, or those that come with the product."""

from pathlib import Path

from ingest.data_folders import QUERIES
from ingest.questions.catalog import Questions
from ingest.questions.checking import checked
from service.errors import SettingError
from service.settings import Settings


def questions_of(settings: Settings) -> Questions:
    """The questions that the settings name.

    Raises:
        QuestionError: one of them cannot be asked; the message names file, line and reason.
        SettingError: there is no such folder, or no question in it.
    """
    folder = Path(settings.questions) if settings.questions else QUERIES
    found = checked(folder)
    if not found:
        raise SettingError(f"there are no questions in {folder}: `questions` names a folder with files *.rq")
    return found
