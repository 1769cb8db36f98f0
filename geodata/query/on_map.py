"""What the map of a scene shows, whatever its page."""

from geodata.query.crossings import compared, crossings
from geodata.query.results import Shown, shown
from geodata.query.scene import Scene
from geodata.store.store import Store


def drawn(scene: Scene, store: Store, *, other: bool = False) -> dict[str, Shown]:
    """Return what the map of a scene shows, whatever its page; ``other``: what that map is compared with, if any."""
    if scene.declared.answers != "ties":
        return shown(scene, store)
    against = compared(scene, store) if other else None
    return (against[1] if against else crossings(scene, store)).drawn(scene)
