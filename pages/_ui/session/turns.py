"""Pages are drawn one at a time, in the order they were asked for.

Drawing a page is all computing, and Streamlit begins it in a thread of its own for everybody at once. Threads that only
compute wait for each other, and the event loop that sends what they have drawn waits for them all: with a hundred
readers each change cost half as much again, and a server that had fallen behind never caught up (docs/performance.md).
"""

from threading import Semaphore
from typing import Final

TURN: Final = Semaphore()  # one page at a time; who waits longest is next
