"""What the map of a scene shows and is about, whatever its page."""

from geodata.query import ways
from geodata.query.crossings import compared, crossings
from geodata.query.results import Shown, shown
from geodata.query.scene import Scene
from geodata.query.ways import Way
from geodata.store.store import Store

WAYS = "ways"  # the view of a page that asks for ways between two places
MEMBERS = "alliance_members"


def drawn(scene: Scene, store: Store, *, other: bool = False) -> dict[str, Shown]:
    """Return what the map of a scene shows, whatever its page; ``other``: what that map is compared with, if any."""
    if scene.declared.answers != "ties":
        return shown(scene, store)
    against = compared(scene, store) if other else None
    return (against[1] if against else crossings(scene, store)).drawn(scene)


def alliance(scene: Scene) -> str:
    """Return the id of the one alliance that is chosen; empty text when it is none or several."""
    ids = scene.selection(MEMBERS).get("alliance_id")
    return ids[0] if len(ids) == 1 and scene.declared.extras == "spokes" else ""


def ways_of(scene: Scene, store: Store, shown: dict[str, Shown]) -> list[Way]:
    """Return the ways that are on the map: those found between the two places asked for, while they are read below it.

    Args:
        scene, store: what is on screen.
        shown: ``drawn(scene, store)``.
    """
    if scene.view != WAYS or "corridors" not in shown:
        return []
    return ways.between(store.at(scene.vintage), shown["corridors"].counted, scene.start, scene.end)


def subject(scene: Scene) -> tuple[str, ...]:
    """Return what the map is about: as long as it is the same, the camera stays where it is whatever else changes."""
    asked = (scene.start, scene.end) if scene.view == WAYS else ("", "")
    needs = (scene.want, scene.who, scene.goal) if scene.declared.answers == "needs" else ("", "", "")
    return scene.focus, alliance(scene), *asked, *needs, scene.vintage.value
