"""The rows of Epoch's table: which model each is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.records import Problem, Rejected
from ingest.sources.entries import slug
from ingest.sources.epoch.cells import FILE, Row, UnreadableTable, listed, rows
from ingest.sources.hostile import one_line

SOURCE: Final = "epoch"


@dataclass(frozen=True)
class ModelRow:
    """A row with the identifier of its model.

    Attributes:
        number: of the row in the file, for reports; it changes whenever a row is added.
        subject: `kind/slug`.
        organizations: names of the organizations, in the order of the row.
    """

    number: int
    name: str
    subject: str
    organizations: tuple[str, ...]
    cells: Row

    @property
    def locator(self) -> str:
        return f"{FILE}, row {self.number}"


def model_rows(folder: Path) -> Iterator[ModelRow | Rejected]:
    """All rows; of two for the same model of the same organization the second is told apart by what it says."""
    taken: set[str] = set()
    try:
        for number, row in enumerate(rows(folder / FILE), 2):
            name = None if isinstance(row, str) else one_line(row["Model"])
            if isinstance(row, str):
                yield _rejected(number, row)
            elif name is None:
                yield _rejected(number, "the model has no name that a reader can see as it is")
            else:
                yield _model(number, name, row, taken)
    except UnreadableTable as error:
        yield Rejected(f"{SOURCE}/{FILE}", (Problem("", 0, str(error)),))


def _model(number: int, name: str, row: Row, taken: set[str]) -> ModelRow:
    """The row; its model is known by name and organization, a second one also by date, address, task and numbers."""
    organizations = tuple(each for each in listed(row.get("Organization", "")) if one_line(each))
    key = f"{name} | {', '.join(organizations)}"
    more = (row.get(each, "") for each in ("Publication date", "Link", "Task", "Training compute (FLOP)"))
    keys = [key, " | ".join([key, *more])]
    subjects = [f"model/{slug(SOURCE, each)}" for each in keys]
    subject = next((each for each in subjects if each not in taken), subjects[-1])
    taken.add(subject)
    return ModelRow(number, name, subject, organizations, row)


def _rejected(number: int, detail: str) -> Rejected:
    return Rejected(f"{SOURCE}/{FILE}#row:{number}", (Problem("", 0, detail),))
