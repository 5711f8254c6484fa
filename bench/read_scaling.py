"""Read scaling: `opencairn serve` with one and with two server processes, with as many query workers in both.

Run `python -m bench.read_scaling [--triples 1000000]`.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench.sparql.rates import KINDS, ROUNDS, numbers, rates
from bench.sparql.sample import EACH, publish_release, write_triples
from bench.sparql.servers import DEADLINE, opencairn, served

CLIENTS: Final = (1, 8, 64)
WORKERS: Final = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    things = parser.parse_args().triples // EACH
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        publish_release(data, write_triples(Path(folder) / "sample.nt", things), things)
        one = opencairn("one", data, "--workers", str(2 * WORKERS))
        two = opencairn("two", data, "--workers", str(WORKERS), "--processes", "2")
        out = sys.stdout.write
        out(f"{things * EACH:,} triples, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
        columns = f"{'1 process':>12}{'2 processes':>12}{'ratio':>8}"
        out(f"{'answers/s, median of ' + str(ROUNDS):<26}{'clients':>8}{columns}\n")
        with served(one) as first, served(two) as second:
            for kind in KINDS:
                for part, clients in enumerate(CLIENTS):
                    found = rates((first, second), kind, clients, numbers(kind, things, part, len(CLIENTS)), DEADLINE)
                    ratio = found["two"] / found["one"] if found["one"] else 0
                    out(f"{kind.name:<26}{clients:>8}{found['one']:>12,.1f}{found['two']:>12,.1f}{ratio:>8.2f}\n")
                    sys.stdout.flush()


if __name__ == "__main__":
    main()
