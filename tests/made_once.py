"""What takes long to make and is only read, made by the first of several test processes that asks for it."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` filled, the same for all processes of this run."""
    base = folders.getbasetemp()
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (run / f"{name}.path").open("a+", encoding="utf-8") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)
        kept.seek(0)
        if not (path := kept.read()):
            path = str(folders.mktemp(name))
            make(Path(path))
            kept.write(path)
    return Path(path)
