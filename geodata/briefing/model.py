"""A briefing: scenes in the order they are shown, each with its title and the presenter's notes.

Frozen: every change makes a new one. It remembers the version of the data it was made with.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from geodata.query.scene import Scene
from geodata.query.scene_fields import MOST_SCENES
from geodata.store.store import Store
from geodata.text import Lang, Text, plain

TITLE_LENGTH, NOTES_LENGTH = 120, 3000  # characters


class BriefingError(Exception):
    """A briefing that cannot be: every reason, in both languages."""

    def __init__(self, problems: Iterable[Text]) -> None:
        """Keep every problem found, so that one reading repairs them all."""
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.en for problem in self.problems))

    def say(self, lang: Lang) -> str:
        """Return all problems, one a line."""
        return "\n".join(problem.say(lang) for problem in self.problems)


@dataclass(frozen=True)
class Briefing:
    """Scenes in order; all are in its language."""

    title: str
    scenes: tuple[Scene, ...]
    data_version: str
    lang: Lang = "zh"


def empty(store: Store, lang: Lang = "zh", title: str = "") -> Briefing:
    """Return a briefing without scenes, made with today's data."""
    return Briefing(plain(title), (), store.version, lang)


def changed(briefing: Briefing, store: Store) -> bool:
    """Return whether the data are others than those the briefing was made with."""
    return briefing.data_version != store.version


def refreshed(briefing: Briefing, store: Store) -> Briefing:
    """Return the briefing as made with the data of now."""
    return replace(briefing, data_version=store.version)


def say_in(briefing: Briefing, lang: Lang) -> Briefing:
    """Return the briefing in a language; titles and notes stay as they were written."""
    return replace(briefing, lang=lang, scenes=tuple(replace(scene, lang=lang) for scene in briefing.scenes))


def add(briefing: Briefing, scene: Scene, at: int | None = None) -> Briefing:
    """Return the briefing with one scene more, at the end or before the one at ``at``.

    Raises:
        BriefingError: it is full, or a text is too long.
    """
    if len(briefing.scenes) >= MOST_SCENES:
        raise BriefingError([too_many()])
    scenes, at = list(briefing.scenes), len(briefing.scenes) if at is None else at
    scenes.insert(at, replace(_checked(scene), lang=briefing.lang))
    return replace(briefing, scenes=tuple(scenes))


def first(briefing: Briefing) -> Briefing:
    """Return the briefing with as many of its first scenes as one may hold."""
    return replace(briefing, scenes=briefing.scenes[:MOST_SCENES])


def remove(briefing: Briefing, at: int) -> Briefing:
    """Return the briefing without a scene (counted from 0); IndexError when there is none."""
    _at(briefing, at)
    return replace(briefing, scenes=(*briefing.scenes[:at], *briefing.scenes[at + 1 :]))


def duplicate(briefing: Briefing, at: int) -> Briefing:
    """Return the briefing with a scene twice, one after the other; errors as in ``add`` and ``remove``."""
    return add(briefing, _at(briefing, at), at + 1)


def move(briefing: Briefing, at: int, to: int) -> Briefing:
    """Return the briefing with the scene at ``at`` moved to ``to``, at most to either end."""
    scenes = list(remove(briefing, at).scenes)
    scenes.insert(min(max(to, 0), len(scenes)), _at(briefing, at))
    return replace(briefing, scenes=tuple(scenes))


def retitle(briefing: Briefing, title: str, at: int | None = None) -> Briefing:
    """Return the briefing with another title, or with another one for a scene; empty: the scene tells its own.

    Raises:
        BriefingError: the title is too long.
    """
    if at is None:
        return replace(briefing, title=_fitting(plain(title), TITLE_LENGTH))
    return _with(briefing, at, replace(_at(briefing, at), title=title))


def note(briefing: Briefing, at: int, notes: str) -> Briefing:
    """Return the briefing with other notes for a scene.

    Raises:
        BriefingError: they are too long.
    """
    return _with(briefing, at, replace(_at(briefing, at), notes=notes))


def too_many() -> Text:
    """Return what to say of a briefing that is full."""
    return Text(f"一份简报最多{MOST_SCENES}个画面", f"a briefing holds at most {MOST_SCENES} scenes")


def too_long(most: int, what: str = "") -> Text:
    """Return what to say of a text that is too long."""
    return Text(f"{what}文字过长，最多{most}字", f"{what} text too long, at most {most} characters".strip())


def _at(briefing: Briefing, at: int) -> Scene:
    if not 0 <= at < len(briefing.scenes):
        raise IndexError(at)
    return briefing.scenes[at]


def _with(briefing: Briefing, at: int, scene: Scene) -> Briefing:
    return replace(briefing, scenes=(*briefing.scenes[:at], _checked(scene), *briefing.scenes[at + 1 :]))


def _checked(scene: Scene) -> Scene:
    """A scene whose texts any file can hold."""
    title, notes = plain(scene.title), plain(scene.notes, lines=True)
    return replace(scene, title=_fitting(title, TITLE_LENGTH), notes=_fitting(notes, NOTES_LENGTH))


def _fitting(text: str, most: int) -> str:
    if len(text) > most:
        raise BriefingError([too_long(most)])
    return text
