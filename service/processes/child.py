"""A server process of a group: its settings come on standard input, whose end tells it to stop."""

import json
import os
import select
import signal
import socket
import sys
import threading
from pathlib import Path

from service.processes.siblings import Siblings
from service.serving import serve
from service.settings import from_texts


def stop_with_parent() -> None:
    """End as on SIGTERM when the parent is gone, however it went."""

    def watch() -> None:
        hangup = select.poll()
        hangup.register(sys.stdin.fileno(), 0)
        hangup.poll()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def say_ready() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()


def main(descriptor: int, folder: Path, number: str) -> None:
    """Serve on an inherited socket; tell figures to the siblings in `folder`."""
    signal.pthread_sigmask(signal.SIG_SETMASK, ())  # the parent waits for signals, we are interrupted by them
    settings = from_texts(json.loads(sys.stdin.readline()))
    stop_with_parent()
    listening = socket.socket(fileno=descriptor)
    listening.set_inheritable(False)  # query workers must not hold it
    serve(settings, listening, say_ready, Siblings(folder, number))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
