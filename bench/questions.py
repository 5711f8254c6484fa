"""How long each question takes on a release: `python -m bench.questions --data FOLDER`.

Each is asked over HTTP of this service, which keeps no answers then, and of `oxigraph serve-read-only` on the same
store, with its examples and, where it needs no value, without any. It ends with 1 when one is over its budget.
"""

import argparse
import http.client
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from bench.sparql.servers import Server, opencairn, oxigraph, served
from ingest.data_folders import QUERIES
from ingest.questions.binding import bind
from ingest.questions.catalog import Question
from ingest.questions.files import load

ROUNDS: Final = 5
PATIENCE: Final = 60.0
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
SELECT: Final = ("csv", "text/csv")
CONSTRUCT: Final = ("nt", "application/n-triples")


@dataclass(frozen=True)
class Asked:
    """One way to ask a question: its route here, its query there."""

    name: str
    path: str
    query: str
    accept: str
    budget: int


@dataclass(frozen=True)
class Took:
    """Milliseconds, the median of ROUNDS, and how much came."""

    milliseconds: float
    rows: int


def ways(questions: Mapping[str, Question]) -> Iterator[Asked]:
    """Each question with its examples, and once more without values if that is another query."""
    for name, question in questions.items():
        examples = {key: each.example for key, each in question.parameters.items()}
        yield way(name, question, examples)
        needs_nothing = all(each.default is not None for each in question.parameters.values())
        if needs_nothing and bind(question, {}) != bind(question, examples):
            yield way(f"{name} (any)", question, {})


def way(name: str, question: Question, values: Mapping[str, str]) -> Asked:
    form, accept = SELECT if question.form == "select" else CONSTRUCT
    path = f"/api/questions/{question.name}?{urlencode({**values, 'format': form})}"
    return Asked(name, path, bind(question, values), accept, question.budget)


def ask_ours(server: Server, asked: Asked) -> Took | None:
    return ask(server, asked, "GET", asked.path, None)


def ask_native(server: Server, asked: Asked) -> Took | None:
    return ask(server, asked, "POST", server.path, urlencode({"query": asked.query}))


def ask(server: Server, asked: Asked, method: str, path: str, body: str | None) -> Took | None:
    """Nothing when the server does not answer the question to its end."""
    times: list[float] = []
    answer = b""
    for _ in range(ROUNDS):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        began = time.perf_counter()
        try:
            connection.request(method, path, body, {"Accept": asked.accept, **(FORM if body else {})})
            response = connection.getresponse()
            answer = response.read()
        except (http.client.HTTPException, OSError):
            return None
        finally:
            connection.close()
        if response.status != http.client.OK:
            return None
        times.append((time.perf_counter() - began) * 1000)
    lines = answer.count(b"\n")
    return Took(statistics.median(times), lines - 1 if asked.accept == SELECT[1] else lines)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def compare(ours: Server, native: Server, asked: Asked) -> bool:
    """Tell of one question; whether it keeps its budget."""
    found, peer = ask_ours(ours, asked), ask_native(native, asked)
    kept = found is not None and found.milliseconds <= asked.budget
    took = f"{found.milliseconds:.1f}" if found else "none"
    rows = f"{found.rows}" if found else ""
    native_took = f"{peer.milliseconds:.1f}" if peer else "none"
    ratio = f"{found.milliseconds / peer.milliseconds:.2f}" if found and peer else ""
    numbers = f"{took:>9}{asked.budget:>8}{rows:>8}{native_took:>10}{ratio:>7}"
    say(f"{asked.name:<52}{numbers}{'' if kept else '  over budget'}")
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.questions", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of a release with all catalogs")
    data = parser.parse_args().data.resolve()
    say(f"{'median of ' + str(ROUNDS):<52}{'ms':>9}{'budget':>8}{'rows':>8}{'oxigraph':>10}{'ratio':>7}")
    with tempfile.TemporaryDirectory() as folder:
        copied = shutil.copytree((data / "current" / "store").resolve(), Path(folder) / "store")
        with (
            served(opencairn("opencairn", data, "--cache-bytes", "0")) as ours,
            served(oxigraph(copied)) as native,
        ):
            over = [asked.name for asked in ways(load(QUERIES)) if not compare(ours, native, asked)]
    if over:
        say(f"over budget: {', '.join(over)}")
        sys.exit(1)
    say("all within their budgets")


if __name__ == "__main__":
    main()
