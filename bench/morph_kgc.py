"""morph-kgc, run by the Python of its own virtual environment, for its pyoxigraph and rdflib are older than ours."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MAPPING: Final = Path(__file__).parent / "models.rml.ttl"
PROGRAM: Final = """
import json, sys, time
started = time.process_time()
import morph_kgc
loaded = time.process_time()
found = morph_kgc.materialize_set(sys.argv[1])
print(json.dumps({"triples": len(found), "start": loaded - started, "seconds": time.process_time() - loaded}))
"""
CONFIGURATION: Final = """
[CONFIGURATION]
number_of_processes: 1
logging_level: WARNING
[table]
mappings: {mapping}
file_path: {table}
"""


@dataclass(frozen=True)
class Run:
    """One run of morph-kgc.

    Attributes:
        start: CPU seconds to import it.
        seconds: CPU seconds to map the table to a set of N-Triples.
    """

    triples: int
    start: float
    seconds: float


def run(python: Path, table: Path) -> Run:
    """Map the table of models with `models.rml.ttl`."""
    configuration = CONFIGURATION.format(mapping=MAPPING, table=table)
    command = [str(python), "-c", PROGRAM, configuration]
    finished = subprocess.run(command, check=True, capture_output=True, text=True)
    return Run(**json.loads(finished.stdout))
