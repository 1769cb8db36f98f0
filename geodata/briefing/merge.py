"""Two versions of one briefing, changed apart, put together so that nothing written in either is lost."""

from collections import Counter
from dataclasses import replace
from typing import TypeAlias

from geodata.briefing.model import Briefing, say_in
from geodata.query.scene import Scene

# What a scene shows, whatever is written about it, and the how-manieth of those that show the same.
_View: TypeAlias = tuple[Scene, int]


def merge(base: Briefing | None, mine: Briefing, theirs: Briefing) -> Briefing:
    """Return a briefing that holds what was changed on either side.

    A scene is known by its view: title and notes may change, and it may move. What one side changed or removed is
    changed or removed; a scene that one side removed and the other changed stays; one that both changed differently
    stands twice. Of two orders that of theirs counts, where they moved scenes.

    Args:
        base: what both began with; None where they began apart.
        mine, theirs: the two versions. The language is mine.

    Returns:
        The briefing; it may hold more scenes than one may have (``MOST_SCENES``).
    """
    was, ours, others = (_by_view(say_in(one, mine.lang)) if one else {} for one in (base, mine, theirs))
    moved = [view for view in others if view in was] != [view for view in was if view in others]
    order = _woven(list(others), list(ours)) if moved else _woven(list(ours), list(others))
    scenes = [scene for view in order for scene in _stays(was.get(view), ours.get(view), others.get(view))]
    return replace(
        mine,
        title=theirs.title if base and mine.title == base.title else mine.title,
        data_version=theirs.data_version if base and mine.data_version == base.data_version else mine.data_version,
        scenes=tuple(scenes),
    )


def _by_view(briefing: Briefing) -> dict[_View, Scene]:
    found: dict[_View, Scene] = {}
    seen: Counter[Scene] = Counter()
    for scene in briefing.scenes:
        view = replace(scene, title="", notes="")
        found[view, seen[view]] = scene
        seen[view] += 1
    return found


def _woven(first: list[_View], second: list[_View]) -> list[_View]:
    """The first list with what only the second holds: behind what stands before it there, or at the end as there."""
    end = max((n for n, view in enumerate(second, 1) if view in first), default=0)
    woven, at = list(first), 0
    for view in second[:end]:
        if view in woven:
            at = woven.index(view) + 1
        else:
            woven.insert(at, view)
            at += 1
    return woven + second[end:]


def _stays(was: Scene | None, ours: Scene | None, others: Scene | None) -> list[Scene]:
    """What becomes of one scene; None: it is not there."""
    if ours in (was, others):  # what we did not change, or as they did
        return [others] if others else []
    if others == was:
        return [ours] if ours else []
    return [scene for scene in (ours, others) if scene]
