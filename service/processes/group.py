"""The parent: starts server processes, replaces those that die, and stops them together.

Each child has a listening socket of its own on the same port (SO_REUSEPORT), so that the kernel shares out the
connections; one socket for all would give a burst of connections to whichever process wakes first. The parent keeps
every socket open: connections that wait for a child which died are taken by the one that follows it.
"""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

from service.processes import child
from service.settings import Settings, as_texts

log = logging.getLogger(__name__)

WATCHED: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)
TICK_SECONDS: Final = 0.2
MOST_DEATHS: Final = 5
DEATHS_WITHIN_SECONDS: Final = 60.0
EXTRA_SECONDS: Final = 10.0
READY: Final = b"ready\n"
STOPPED: Final = (0, -signal.SIGTERM, -signal.SIGINT)  # the latter two before it began to serve


class Child:
    """One server process, on a listening socket of its own."""

    def __init__(self, settings: Settings, listening: socket.socket, folder: Path, number: int) -> None:
        self.number = number
        command = [sys.executable, "-P", "-m", child.__name__, str(listening.fileno()), str(folder), str(number)]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[listening.fileno()],
            start_new_session=True,
        )
        assert self._process.stdout is not None
        os.set_blocking(self._process.stdout.fileno(), False)
        self.ready = False
        self._stdin.write(json.dumps(as_texts(settings)).encode() + b"\n")
        self._stdin.flush()  # and left open: the child stops when it is closed, by us or by our end

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def _stdin(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    def is_ready(self) -> bool:
        assert self._process.stdout is not None
        self.ready = self.ready or self._process.stdout.readline() == READY
        return self.ready

    def ended(self) -> int | None:
        """The return code of the process, None while it runs."""
        return self._process.poll()

    def send(self, signal_number: int) -> None:
        self._process.send_signal(signal_number)

    def close(self) -> None:
        """Let go of the pipes of a process that has ended."""
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()


class Group:
    """All server processes of one port."""

    def __init__(self, settings: Settings, listening: Sequence[socket.socket], folder: Path) -> None:
        self._settings = settings
        self._listening = listening
        self._folder = folder
        self._children: list[Child] = []
        self._deaths: deque[float] = deque(maxlen=MOST_DEATHS)
        self._announced = False
        self._failed = False
        self._kill_at: float | None = None

    def run(self, started: Callable[[], None]) -> int:
        """Serve until a signal, or until processes die again and again; returns the exit code."""
        self._children = [self._start(number) for number in range(len(self._listening))]
        while self._children:
            received = signal.sigtimedwait(WATCHED, TICK_SECONDS)
            if received and received.si_signo != signal.SIGCHLD:
                self._stop(received.si_signo)
            self._look_after_children()
            if not self._announced and self._kill_at is None and all(each.is_ready() for each in self._children):
                self._announced = True
                started()
        return int(self._failed)

    def _start(self, number: int) -> Child:
        return Child(self._settings, self._listening[number], self._folder, number)

    def _look_after_children(self) -> None:
        for each in list(self._children):
            code = each.ended()
            if code is not None:
                self._children.remove(each)
                each.close()
                self._bury(each, code)
        if self._kill_at is not None and time.monotonic() > self._kill_at:
            for each in self._children:
                each.send(signal.SIGKILL)

    def _bury(self, dead: Child, code: int) -> None:
        if self._kill_at is not None:
            self._failed = self._failed or code not in STOPPED
            return
        self._deaths.append(time.monotonic())
        if not self._announced or self._dies_too_often():
            log.error("server process %d ended with code %d: giving up", dead.pid, code)
            self._failed = True
            self._stop(signal.SIGTERM)
            return
        log.error("server process %d ended with code %d: starting another", dead.pid, code)
        self._children.append(self._start(dead.number))

    def _dies_too_often(self) -> bool:
        return len(self._deaths) == MOST_DEATHS and self._deaths[-1] - self._deaths[0] < DEATHS_WITHIN_SECONDS

    def _stop(self, signal_number: int) -> None:
        """Pass the signal on. Nobody listens any more as soon as the children have closed the sockets too."""
        for listening in self._listening:
            listening.close()
        for running in self._children:
            running.send(signal_number)
        patience = self._settings.drain_timeout + self._settings.query_timeout + EXTRA_SECONDS
        self._kill_at = self._kill_at or time.monotonic() + patience


def serve_group(settings: Settings, listening: Sequence[socket.socket], started: Callable[[], None]) -> int:
    """Serve with a process for each socket; returns the exit code."""
    signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)  # each is waited for, none interrupts
    with TemporaryDirectory(prefix="opencairn-") as folder:
        return Group(settings, listening, Path(folder)).run(started)
