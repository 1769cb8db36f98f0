"""What a visitor has brought: the file of each list, how it is read, what is noted; and that the server keeps it."""

from collections.abc import Mapping as Pairs
from dataclasses import dataclass, replace
from typing import Any, Final

from geodata.intake.meaning import kept as columns
from geodata.intake.model import Intake, Mapping, Meaning
from geodata.own import keeping, written
from geodata.own.dataset import OwnList
from geodata.own.taking import AS_IT_IS, MOST_REMEMBERED, How
from pages._ui.session import own, state
from pages._ui.words import mydata as words

_BROUGHT: Final = "_own_brought"
_TOKEN: Final = "_own_token"  # noqa: S105 - the key under which the session has it
_FORGET: Final = "_own_forget"
_KEPT: Final = "_own_kept"  # whether the server keeps all that was brought
_UNREAD: Final = "_own_unread"  # kept files that could not be read when they were fetched: each as the note has it
_SAID: Final = "_own_said"  # what became of the last change, until the next one
_COLUMNS: Final = "_own_columns"  # what columns of files with certain headings are, as the owner said
STYLE: Final = ("id", "title", "color", "icon", "counted", "shade", "added")  # of a list: what its owner may change


@dataclass(frozen=True, eq=False)
class Brought:
    """What is known of a list beside the list itself.

    Attributes:
        id: of the list.
        name, file: of the file, and by what it is kept.
        how: it is read.
        notes: its owner's.
        at: which list of a workspace file it is; -1 where the file is no such.
        content: of the file, where the server could not keep it.
        readings: while it must be asked how coordinates are to be read: reading → the list read so, likeliest first.
        beside: the id of the list that shows the second of them; "" where nothing is asked.
        by_memory: its columns are as the owner had set them for an earlier file.
    """

    id: str
    name: str
    file: str
    how: How = AS_IT_IS
    notes: str = ""
    at: int = -1
    content: bytes = b""
    readings: tuple[tuple[str, Intake], ...] = ()
    beside: str = ""
    by_memory: bool = False


def brought() -> tuple[Brought, ...]:
    """Return what is known of each list, in their order."""
    return tuple(state.value(_BROUGHT) or ())


def of(id: str) -> Brought:
    """Return what is known of a list."""
    return next(one for one in brought() if one.id == id)


def listed(id: str) -> OwnList:
    """Return a list."""
    return next(one for one in own.lists() if one.id == id)


def know(one: Brought) -> None:
    """Put what is known of a list in place of what was known before."""
    others = [old for old in brought() if old.id != one.id]
    at = next((n for n, old in enumerate(brought()) if old.id == one.id), len(others))
    state.remember(_BROUGHT, (*others[:at], one, *others[at:]))


def put(made: OwnList) -> None:
    """Put a list in place of the one with its id, or behind the others."""
    lists = own.lists()
    if any(old.id == made.id for old in lists):
        own.put(tuple(made if old.id == made.id else old for old in lists))
    else:
        own.put((*lists, made))
        state.remember(state.switch(made.id), True)


def drop_beside(id: str) -> None:
    """Let go of the list that shows the second way to read coordinates."""
    one = next((one for one in brought() if one.id == id), None)
    if one and one.beside:
        own.put(tuple(old for old in own.lists() if old.id != one.beside))


def change(id: str, **style: Any) -> None:
    """Change how a list is called and shown (STYLE)."""
    put(replace(listed(id), **style))
    keep()


def note(id: str, notes: str) -> None:
    """Keep what the owner notes of a list."""
    know(replace(of(id), notes=notes[: written.MOST_LETTERS]))
    keep()


def remove(id: str) -> None:
    """Let go of a list and of its file."""
    told = words.REMOVED.say(state.lang()).format(name=listed(id).title)
    drop_beside(id)
    own.put(tuple(old for old in own.lists() if old.id != id))
    state.remember(_BROUGHT, tuple(one for one in brought() if one.id != id))
    keep()
    say("info", told)


def said() -> tuple[str, str]:
    """Return what became of the last change: "error" or "info", and in words; empty where there is nothing to say."""
    return state.value(_SAID) or ("", "")


def say(kind: str, told: str) -> None:
    """Say what became of a change."""
    state.remember(_SAID, (kind, told) if told else None)


# ---------------------------------------------------------------- what the server keeps
def token() -> str:
    """Return by what the server keeps what was brought; "" where nothing is."""
    return str(state.value(_TOKEN) or "")


def go_on_as(token: str) -> None:
    """Keep from now on under another token; "": nothing, which the window is to know."""
    state.remember(_TOKEN, token)
    state.remember(_FORGET, not token)


def forgets() -> bool:
    """Return whether the window is to forget the word it holds: nothing is kept by it."""
    return bool(state.value(_FORGET))


def is_kept() -> bool:
    """Return whether the server keeps all that was brought."""
    return bool(state.value(_KEPT))


def lost() -> None:
    """Know that the server keeps nothing any more."""
    state.remember(_KEPT, False)
    state.alone("own", held=True)


def keep(contents: Pairs[str, bytes] | None = None) -> None:
    """Have the server keep what was brought as it is now, under a token that the browser's window holds.

    Args:
        contents: new files, by what they are kept.
    """
    held = {str(one["file"]): b"" for one in unread()}
    held |= {one.file: one.content or (contents or {}).get(one.file, b"") for one in brought()}
    if not held:
        keeping.drop(token())
        go_on_as("")
    elif not token():
        go_on_as(keeping.new_token())
    kept = bool(held) and keeping.keep(token(), _note(), held)
    state.remember(_KEPT, kept)
    state.alone("own", held=bool(held) and not kept)
    for one in brought():
        body = b"" if kept else held[one.file]
        if body != one.content:
            know(replace(one, content=body))


def content(one: Brought) -> bytes:
    """Return the file of a list.

    Raises:
        OSError: the server has lost it.
    """
    if one.content:
        return one.content
    kept = keeping.kept(token())
    if not kept or one.file not in kept.files:
        raise FileNotFoundError(one.file)
    return kept.files[one.file].read_bytes()


def _note() -> dict[str, Any]:
    styles = {one.id: {name: getattr(one, name) for name in STYLE} for one in own.lists()}
    lists = [
        {"name": one.name, "file": one.file, "at": one.at, "how": one.how.to_json(), "notes": one.notes}
        | {"style": styles[one.id] | ({"title": title(one.name)} if one.readings else {})}
        for one in brought()
    ]
    return {"version": 1, "lists": [*lists, *unread()]}


def unread() -> list[dict[str, Any]]:
    """Return which kept files could not be read again: they stay, and are tried when the window comes back next."""
    return list(state.value(_UNREAD) or [])


def leave(entry: dict[str, Any]) -> None:
    """Leave a list as the note has it, of which this version makes no sense."""
    state.remember(_UNREAD, [*unread(), entry])


def leave_unread(one: Brought, style: Pairs[str, Any]) -> None:
    """Leave a kept file that could not be read as it is."""
    entry = {"name": one.name, "file": one.file, "at": one.at, "how": one.how.to_json(), "notes": one.notes}
    leave(entry | {"style": dict(style)})


def title(name: str) -> str:
    """Return what a list is called at first: its file's name without the ending."""
    stem, dot, _ = name.rpartition(".")
    return (stem if dot and stem else name)[:60]


# ---------------------------------------------------------------- columns that were set before
def remember_columns(mapping: Mapping) -> None:
    """Remember what the columns of files with these headings are; the oldest go first."""
    key = columns.headings_key(tuple(one.heading for one in mapping))
    others = {old: text for old, text in columns_held().items() if old != key}
    state.remember(_COLUMNS, dict([*others.items(), (key, columns.to_json(mapping))][-MOST_REMEMBERED:]))


def columns_held() -> dict[str, str]:
    """Return what is remembered of columns, as JSON by headings."""
    return dict(state.value(_COLUMNS) or {})


def hold_columns(given: object) -> None:
    """Take what a browser remembered of columns; what makes no sense is left out."""
    pairs = list(given.items())[-MOST_REMEMBERED:] if isinstance(given, dict) else []
    state.remember(_COLUMNS, {str(key): str(text) for key, text in pairs} | columns_held())


def remembered() -> dict[str, dict[str, Meaning]]:
    """Return what columns are, by the headings of files, as the intake takes it."""
    return {key: columns.from_json(text) for key, text in columns_held().items()}
