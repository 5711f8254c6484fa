"""Pages of rows in the result formats of SPARQL: CSV, TSV and JSON."""

import csv
import io
import json

from service.questions.answer import Page
from service.result_rows import text_of
from service.terms import term_json


def as_csv(page: Page) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(page.answer.columns)
    writer.writerows([text_of(cell) for cell in row] for row in page.rows)
    return text.getvalue()


def as_tsv(page: Page) -> str:
    """Terms as in Turtle, which has an escape for each tab and line break."""
    lines = ["\t".join(f"?{column}" for column in page.answer.columns)]
    lines += ["\t".join("" if cell is None else tab_free(str(cell)) for cell in row) for row in page.rows]
    return "\n".join(lines) + "\n"


def tab_free(term: str) -> str:
    return term.replace("\t", "\\t")


def as_sparql_json(page: Page) -> str:
    columns = page.answer.columns
    bindings = [
        {column: term_json(cell) for column, cell in zip(columns, row, strict=True) if cell is not None}
        for row in page.rows
    ]
    return json.dumps({"head": {"vars": columns}, "results": {"bindings": bindings}}, ensure_ascii=False)
