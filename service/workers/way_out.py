"""The only way out of a worker that may call other endpoints: a door on its own loopback, kept by the server.

The worker has a network namespace with nothing but loopback. It listens there itself and hands the listening socket
to the server, which lives in another namespace: so the server answers what the engine sends to the door, and nothing
else that the engine might try to reach exists.
"""

import fcntl
import socket
import struct
from typing import Final

PORT: Final = 80
SILENT: Final = "/silent"
GET_FLAGS: Final = 0x8913
SET_FLAGS: Final = 0x8914
UP: Final = 1
INTERFACE: Final = struct.Struct("16sH14x")


def address_of_endpoint(number: int, *, silent: bool) -> str:
    """Where the engine reaches the endpoint of this number in the list; `silent` when it may fail."""
    return f"http://127.0.0.1/{number}{SILENT if silent else ''}"


def open_door(handle: int) -> None:
    """Listen on loopback, and send the listening socket through the Unix socket with this file descriptor."""
    with socket.socket() as control:
        asked = INTERFACE.pack(b"lo", 0)
        name, flags = INTERFACE.unpack(fcntl.ioctl(control, GET_FLAGS, asked))
        fcntl.ioctl(control, SET_FLAGS, INTERFACE.pack(name, flags | UP))
    with socket.socket(fileno=handle) as server, socket.create_server(("127.0.0.1", PORT)) as listening:
        socket.send_fds(server, [b"door"], [listening.fileno()])


def take_door(ours: socket.socket) -> socket.socket:
    """The listening socket that the worker has sent; raises OSError when it sent none."""
    _, handles, _, _ = socket.recv_fds(ours, 16, 1)
    if not handles:
        raise OSError("the worker sent no door")
    return socket.socket(fileno=handles[0])
