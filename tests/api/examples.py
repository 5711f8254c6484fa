"""Write down an example of each answer: `python -m tests.api.examples URL [URL] > queries/examples.json`.

The first server has the release of the shipped files; the second, with all catalogs, is asked where that has no answer.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

import httpx

from ingest.data_folders import QUERIES
from ingest.questions.catalog import Question
from ingest.questions.checking import examples
from ingest.questions.files import load

MOST_LETTERS = 1500
TOLD = ("parameters", "rows", "total")


def example_of(question: Question, urls: Sequence[str]) -> dict[str, Any]:
    """What is kept of the answer of the first server that has rows: two of them, or one if they are long."""
    told = [answered(question, url) for url in urls]
    return next((each for each in told if each.get("rows") or each.get("triples")), told[0])


def answered(question: Question, url: str) -> dict[str, Any]:
    at, values = f"{url}/api/questions/{question.name}", examples(question)
    if question.form == "construct":
        lines = httpx.get(at, params={**values, "format": "nt"}, timeout=60).raise_for_status().text.splitlines()
        return {"triples": "".join(f"{line}\n" for line in sorted(lines)[:2])}
    answer = httpx.get(at, params={**values, "format": "json", "limit": 2}, timeout=60)
    if answer.status_code == httpx.codes.BAD_REQUEST:  # a release without catalogs lacks some things
        return {}
    told = {name: answer.raise_for_status().json()[name] for name in TOLD}
    if len(json.dumps(told["rows"])) > MOST_LETTERS:
        told["rows"] = told["rows"][:1]
    return told


if __name__ == "__main__":
    found = {name: example_of(question, sys.argv[1:]) for name, question in load(QUERIES).items()}
    json.dump(found, sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
