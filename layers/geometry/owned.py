"""Drawings of people's own lists: under addresses that nobody can guess, for as long as the store that has the lists.

They are nowhere listed, and go when that store goes, or before it by ``let_go``.
"""

import re
import secrets
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from typing import Final
from weakref import WeakValueDictionary

from geodata.store.kept import making, per_store
from geodata.store.store import Store

PREFIX: Final = "drawn/own-"
MOST_TILED: Final = 16  # drawings in tiles that are known at once: under other filters, and of other lists
MakeTile = Callable[[int, int, int], bytes]  # zoom, column, row → GeoJSON
_ADDRESS: Final = re.compile(rf"{PREFIX}(?P<token>[0-9a-f]{{32}})-(?P<rest>.+)")
_TILE: Final = re.compile(
    r"(?P<name>.+)-(?P<z>\d{1,2})-(?P<x>\d{1,7})-(?P<y>\d{1,7})-(?P<version>[0-9a-f]{12})\.geojson"
)
ZOOMS: Final = (0, 20)  # of tiles that are made


class Folder:
    """What is drawn of the lists of one store."""

    def __init__(self) -> None:
        """Start empty, under an address of its own."""
        self.token = secrets.token_hex(16)
        self.bodies: dict[str, bytes] = {}
        self.tiled: OrderedDict[tuple[str, str], MakeTile] = OrderedDict()

    def keep(self, file: str, content: bytes) -> str:
        """Keep a file and return its address."""
        address = f"{PREFIX}{self.token}-{file}"
        self.bodies[address] = content
        return address

    def tiles(self, name: str, version: str, make: MakeTile) -> str:
        """Have tiles made when they are asked for; return their address, with {z}, {x} and {y} in it.

        Args:
            name: of the drawing.
            version: a hash (12 hexadecimal digits) of what it shows.
            make: a tile, empty where it holds nothing.
        """
        self.tiled[name, version] = make
        self.tiled.move_to_end((name, version))
        while len(self.tiled) > MOST_TILED:
            self.tiled.popitem(last=False)
        return f"{PREFIX}{self.token}-{name}-{{z}}-{{x}}-{{y}}-{version}.geojson"

    def find(self, address: str, rest: str) -> bytes | None:
        """Return what lies at an address, or None; ``rest``: of it behind the token."""
        if address in self.bodies or not (tile := _TILE.fullmatch(rest)):
            return self.bodies.get(address)
        make = self.tiled.get((tile["name"], tile["version"]))
        z, x, y = (int(tile[part]) for part in "zxy")
        there = ZOOMS[0] <= z <= ZOOMS[1] and max(x, y) < 2**z
        return make(z, x, y) if make and there else None


_FOLDERS: Final[WeakValueDictionary[str, Folder]] = WeakValueDictionary()


@per_store(lru_cache(maxsize=1))
def folder(store: Store) -> Folder:  # noqa: ARG001 - one for each store
    """Return where the drawings of a store with own lists are kept."""
    made = Folder()
    _FOLDERS[made.token] = made
    return made


def current() -> Folder | None:
    """Return where drawings are kept that are made now; None: with those of everybody."""
    store = making()
    return folder(store) if isinstance(store, Store) and store.added else None


def is_own(address: str) -> bool:
    """Return whether an address is that of a drawing kept for one store."""
    return address.startswith(PREFIX)


def body(address: str) -> bytes | None:
    """Return what is kept at an address of a store's own, or None."""
    found = _ADDRESS.fullmatch(address)
    own = _FOLDERS.get(found["token"]) if found else None
    return own.find(address, found["rest"]) if own and found else None


def let_go(store: Store) -> None:
    """Forget all that was drawn of a store's own lists: its session has ended."""
    own = folder(store)
    _FOLDERS.pop(own.token, None)
    own.bodies.clear()
    own.tiled.clear()
