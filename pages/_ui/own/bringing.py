"""Files on their way: read in the background, then made lists; read again in another way; fetched from what is kept."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from geodata.boundaries.vintage import Vintage
from geodata.configuration import configuration
from geodata.intake.model import IntakeError
from geodata.intake.position.known import known
from geodata.intake.position.said import system
from geodata.intake.worker import in_worker, memory_for
from geodata.own import keeping, written
from geodata.own.dataset import COLORS, ICONS, OwnList, next_id
from geodata.own.taking import How, Taken, read_how, take
from geodata.own.workspace import MOST_LISTS
from geodata.store.store import load
from geodata.text import Count, marks, number
from pages._ui.own import desk, jobs
from pages._ui.own.desk import Brought
from pages._ui.own.jobs import Job
from pages._ui.session import own, state
from pages._ui.words import mydata as words

_PENDING: Final = "_own_pending"
PAGE: Final = "mydata"


@dataclass(frozen=True, eq=False)
class _Part:
    """One file to be read: what is known of it, its content, and, of a kept list, how that was shown."""

    one: Brought
    content: bytes
    style: Mapping[str, Any] = field(default_factory=dict)
    path: Path | None = None  # of a kept file, which is read when its turn has come


@dataclass(frozen=True, eq=False)
class _Pending:
    """Files that are being read: as new lists, in the place of a list (``of``), or fetched from what is kept."""

    job: "Job[tuple[Taken, ...]]"
    parts: tuple[_Part, ...]
    of: str = ""
    returning: bool = False


def pending() -> "Job[tuple[Taken, ...]] | None":
    """Return the reading that goes on, if any."""
    found: _Pending | None = state.value(_PENDING)
    return found.job if found else None


def returning() -> bool:
    """Return whether what the server kept is being fetched again."""
    found: _Pending | None = state.value(_PENDING)
    return bool(found and found.returning)


def bring(name: str, content: bytes) -> None:
    """Begin to read a new file; where there is no room for it, say so."""
    lang, most = state.lang(), configuration().intake.most_mb
    if len(content) > most * keeping.MB:
        size = number.said(len(content) / keeping.MB, lang=lang)
        desk.say("error", words.TOO_LARGE.say(lang).format(size=size, most=most))
    elif len(own.lists()) + len(desk.unread()) >= MOST_LISTS:
        desk.say("error", words.MOST_LISTS.say(lang).format(n=MOST_LISTS))
    else:
        _read(_Part(Brought("", name, keeping.digest(content)), content))


def again(id: str, how: How) -> None:
    """Begin to read the file of a list once more, in another way."""
    one = desk.of(id)
    try:
        content = desk.content(one)
    except OSError:
        desk.say("error", words.FILE_GONE.say(state.lang()))
        return
    _read(_Part(replace(one, how=how), content), of=id)


def fetch(token: str) -> bool:
    """Begin to read again what the server kept under a token; return whether there is anything."""
    kept = keeping.kept(token)
    if not kept:
        return False
    parts = []
    for given in kept.note.get("lists", [])[:MOST_LISTS]:
        try:
            how, style = read_how(given["how"]), dict(given["style"])
            one = Brought("", str(given["name"]), str(given["file"]), how, str(given["notes"]), int(given["at"]))
            parts.append(_Part(one, b"", style, kept.files[one.file]))
        except (KeyError, TypeError, ValueError, written.UnreadableError):
            if isinstance(given, dict) and given.get("file") in kept.files:
                desk.leave(given)
    if parts:
        desk.go_on_as(keeping.fork(token))
        _read(*parts, returning=True)
    return bool(parts)


def _read(*parts: _Part, of: str = "", returning: bool = False) -> None:
    desk.say("", "")
    if before := pending():
        before.stop()
    settings, remembered = configuration().intake, desk.remembered()

    def make(still: Callable[[], bool]) -> tuple[Taken, ...]:
        places = known(load().at(Vintage.TODAY))
        return tuple(_taken(part, places, still) for part in parts)

    def _taken(part: _Part, places: Any, still: Callable[[], bool]) -> Taken:
        try:
            content = part.path.read_bytes() if part.path else part.content
            return in_worker(
                take,
                content,
                part.one.name,
                places,
                part.one.how,
                remembered,
                settings.most_rows,
                seconds=settings.seconds,
                most_mb=memory_for(len(content)),
                wanted=still,
            )
        except (IntakeError, OSError):
            if returning:  # of several kept files one may no longer be read: the others are
                return Taken()
            raise

    names = "、".join(dict.fromkeys(part.one.name for part in parts))
    state.remember(_PENDING, _Pending(jobs.start(names, make), parts, of, returning))


def settle() -> None:
    """Make lists of what has been read since the page was last drawn; to be called before anything of it is."""
    found: _Pending | None = state.value(_PENDING)
    if not found or not found.job.over:
        return
    state.remember(_PENDING, None)
    if found.of and all(one.id != found.of for one in desk.brought()):
        return  # removed while it was read anew
    if found.job.state == jobs.STOPPED:
        desk.say("info", words.CANCELLED.say(state.lang()))
    elif found.job.told:
        desk.say("error", found.job.told.say(state.lang()))
    for part in found.parts if found.returning and found.job.result is None else ():
        desk.leave_unread(part.one, part.style)
    for part, taken in zip(found.parts, found.job.result or (), strict=False):
        before = len(own.lists())
        try:
            _take(part, taken, found.of)
        except IntakeError as error:  # together with what is there it is too much
            desk.say("error", error.told.say(state.lang()))
        if found.returning and len(own.lists()) == before:
            desk.leave_unread(part.one, part.style)
            desk.say("error", words.UNREAD.say(state.lang()).format(name=part.one.name))
    if found.job.result:
        desk.keep({part.one.file: part.content for part in found.parts})


def _take(part: _Part, taken: Taken, of: str) -> None:
    """Make lists of what was read of a file."""
    had = len(own.lists())
    for at, (opened, notes) in enumerate(taken.opened):
        if (not part.style or part.one.at == at) and len(own.lists()) < MOST_LISTS:
            id = next_id(own.lists())
            desk.put(_styled(replace(opened, id=id), part.style))
            desk.know(replace(part.one, id=id, at=at, notes=part.one.notes or notes))
    if taken.opened and not part.style:
        desk.say("info", words.OPENED.say(state.lang()).format(n=Count(len(own.lists()) - had)))
    if taken.intake:
        _make(part, taken, of)
    if not had and own.lists():  # they stand alone at first
        for dataset in load().catalog.layers(PAGE):
            state.remember(state.switch(dataset.id), False)


def _make(part: _Part, taken: Taken, of: str) -> None:
    intake = taken.readings[0][1] if taken.readings else taken.intake
    if intake is None:
        return
    one = replace(part.one, readings=taken.readings, beside="", by_memory=taken.by_memory)
    if of:
        desk.drop_beside(of)
        before = desk.listed(of)
        asked = bool(desk.of(of).readings)  # it was called by its reading
        made = replace(before, intake=intake, title=desk.title(one.name) if asked else before.title)
        one = replace(one, id=of)
    else:
        id = next_id(own.lists())
        made = _styled(OwnList(id, desk.title(one.name), intake, color=_free()), part.style)
        one = replace(one, id=id)
    if made.shade and made.shade not in intake.table:
        made = replace(made, shade="")
    desk.put(made)
    desk.know(one)
    if one.readings and len(own.lists()) < MOST_LISTS:
        _show_both(one, made)


def _show_both(one: Brought, made: OwnList) -> None:
    """Show two ways to read coordinates as two lists, each called by its way."""
    (first, _), (second, intake) = one.readings
    id = next_id(own.lists())
    desk.put(replace(made, title=_called(made.title, first)))
    desk.put(OwnList(id, _called(made.title, second), intake, color=_free(), icon=ICONS[2]))
    desk.know(replace(one, beside=id))
    counts = made.intake.table["adcode"].value_counts()
    if len(counts):  # near enough to tell them apart
        state.focus(str(counts.index[0]))


def _called(title: str, crs: str) -> str:
    """What a list is called by a way to read its coordinates, without what that says in brackets."""
    return title + marks.bracketed(re.sub(r"[（(].*", "", read_as(crs)).strip(), state.lang())


def choose(id: str, crs: str) -> None:
    """Decide how coordinates are read where that was asked."""
    one = desk.of(id)
    intake = dict(one.readings)[crs]
    desk.drop_beside(id)
    desk.put(replace(desk.listed(id), title=desk.title(one.name), intake=intake))
    state.focus("")  # where both were to be told apart
    how = replace(one.how, mapping=one.how.mapping or intake.mapping, reading=crs)
    desk.know(replace(one, readings=(), beside="", how=how))
    desk.keep()


def read_as(crs: str) -> str:
    """Return what a way to read coordinates is called."""
    return system(crs).say(state.lang())


def _styled(made: OwnList, style: Mapping[str, Any]) -> OwnList:
    """A list as its owner had it, as far as that makes sense."""
    color, icon = str(style.get("color", made.color)), str(style.get("icon", made.icon))
    return replace(
        made,
        title=str(style.get("title", made.title))[:60],
        color=color if color in COLORS else made.color,
        icon=icon if icon in ICONS else made.icon,
        counted=style.get("counted", made.counted) is True,
        shade=str(style.get("shade", made.shade)),
        added=str(style.get("added", made.added))[:10],
    )


def _free() -> str:
    """A colour that no list has yet."""
    taken = {one.color for one in own.lists()}
    return next((color for color in COLORS if color not in taken), COLORS[0])
