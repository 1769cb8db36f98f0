"""Answers leave at once.

Streamlit binds its socket without naming the protocol, and asyncio then does not switch Nagle's algorithm off on what
it accepts: the body of every answer waits for the reader to acknowledge the head, about 40 ms each time. Connections
take the setting over from the socket that listens.
"""

import gc
import socket


def answer_at_once() -> int:
    """Switch Nagle's algorithm off for all connections yet to come; return on how many listening sockets."""
    found = [one for one in gc.get_objects() if isinstance(one, socket.socket) and _listens(one)]
    for one in found:
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return len(found)


def _listens(one: socket.socket) -> bool:
    try:
        internet = one.family in (socket.AF_INET, socket.AF_INET6) and one.type == socket.SOCK_STREAM
        return internet and bool(one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    except OSError:  # closed meanwhile
        return False
