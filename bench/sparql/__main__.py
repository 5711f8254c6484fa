"""Run the comparison: `python -m bench.sparql` (`--help` names its options)."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench.sparql.attack import ATTACKERS, under_attack
from bench.sparql.rates import KINDS, ROUNDS, ROW_BYTES, download, numbers, rates
from bench.sparql.sample import EACH, publish_release, write_triples
from bench.sparql.servers import DEADLINE, Server, Start, opencairn, oxigraph, rdflib_endpoint, served

CLIENTS: Final = [1, 8, 64]
LARGE_BYTES: Final = 100 * 10**6
MIB: Final = 1 << 20


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def compare_rates(native: Server, ours: tuple[Server, ...], things: int, many: list[int], deadline: float) -> None:
    """Answers per second of the native server and of each of ours, with the ratio to it."""
    columns = "".join(f"{server.name:>22}{'ratio':>7}" for server in ours)
    say(f"\n{'answers/s, median of ' + str(ROUNDS):<24}{'clients':>8}{native.name:>10}{columns}")
    for kind in KINDS:
        for part, clients in enumerate(many):
            found = rates((native, *ours), kind, clients, numbers(kind, things, part, len(many)), deadline)
            peer = found[native.name]
            shown = [f"{found[each.name]:>22,.1f}{found[each.name] / peer if peer else 0:>7.2f}" for each in ours]
            say(f"{kind.name:<24}{clients:>8}{peer:>10,.1f}{''.join(shown)}")


def compare_downloads(servers: tuple[Server, ...], rows: int) -> None:
    say(f"\n{'result of':<26}{'MB':>8}{'first byte s':>14}{'total s':>10}{'memory MiB':>12}")
    for server in servers:
        found = download(server, rows)
        shown = f"{found.size / 1e6:>8.0f}{found.first:>14.3f}{found.total:>10.2f}{found.memory / MIB:>12.0f}"
        say(f"{server.name:<26}{shown}")


def compare_attacks(starts: tuple[Start, ...], things: int, deadline: float) -> None:
    """Each server alone, for some go on with what they were asked as long as they run."""
    say(f"\n{ATTACKERS} heavy queries at once, deadline {deadline:g} s; light queries beside them")
    columns = f"{'quiet/s':>10}{'attacked/s':>12}{'p99 ms':>10}{'p99 ms':>10}{'errors':>8}{'latest end s':>14}"
    say(f"{'':<20}{columns}  statuses")
    for start in starts:
        with served(start) as server:
            quiet, busy, attack = under_attack(server, things, deadline)
        latest = max(attack.lasted, default=0.0)
        statuses = {status: attack.statuses.count(status) for status in sorted(set(attack.statuses))}
        shown = f"{quiet.rate:>10,.0f}{busy.rate:>12,.1f}{quiet.p99 * 1e3:>10.1f}{busy.p99 * 1e3:>10.1f}"
        say(f"{server.name:<20}{shown}{busy.errors:>8}{latest:>14.1f}  {statuses}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--deadline", type=float, default=DEADLINE, help="seconds that each query may take")
    parser.add_argument("--clients", type=int, nargs="+", default=CLIENTS, help="connections, one number per line")
    parser.add_argument("--no-rdflib-endpoint", action="store_true", help="it loads 10 M triples for many minutes")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is needed: apt-get install wrk")
    things = options.triples // EACH
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        triples = write_triples(scratch / "sample.nt", things)
        release = publish_release(scratch / "data", triples, things)
        native = oxigraph(shutil.copytree(release.store_path, scratch / "store"))
        cores = str(os.cpu_count() or 1)
        deadline = options.deadline
        ours = opencairn("opencairn", scratch / "data", deadline=deadline)
        spread = opencairn(
            f"{cores} processes", scratch / "data", "--processes", cores, "--workers", "1", deadline=deadline
        )
        say(f"{things * EACH:,} triples, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        with served(native) as peer, served(ours) as first, served(spread) as second:
            compare_rates(peer, (first, second), things, options.clients, deadline)
            compare_downloads((first, peer), LARGE_BYTES // ROW_BYTES)
        others = () if options.no_rdflib_endpoint else (rdflib_endpoint(triples),)
        compare_attacks((ours, native, *others), things, deadline)


if __name__ == "__main__":
    main()
