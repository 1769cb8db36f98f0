"""A briefing as one JSON file, and back: a broken file says where, what a scene can no longer show is told.

What a file holds is never trusted: scenes are read as links are.
"""

import json
from dataclasses import dataclass, field, replace
from typing import Final

from geodata.briefing.model import NOTES_LENGTH, TITLE_LENGTH, Briefing, BriefingError, too_long, too_many
from geodata.catalog.pages import WITH_MAP, offered
from geodata.query import url
from geodata.query.scene import Scene
from geodata.query.scene_fields import MOST_SCENES, Ignored
from geodata.store.store import Store
from geodata.text import Lang, Text, plain

FORMAT: Final = "chengyu-briefing"
VERSION: Final = 1
MOST_BYTES: Final = 1_000_000
_SHOWN_LENGTH: Final = 40
_TOP: Final = frozenset({"format", "version", "title", "lang", "data_version", "scenes"})
_SCENE: Final = frozenset({"page", "title", "notes", "query"})


@dataclass(frozen=True)
class LeftOut:
    """What of a file was left out: of which slide (from 1; 0: of the file itself), and what."""

    slide: int
    part: Ignored

    def say(self, lang: Lang) -> str:
        """Return it as one line."""
        return _at(self.slide).say(lang) + self.part.say(lang)


def to_json(briefing: Briefing, store: Store) -> str:
    """Return a briefing as a text people can read, and a later version of this program too."""
    scenes = [
        {
            "page": scene.page,
            "title": scene.title,
            "notes": scene.notes,
            "query": {name: value for name, value in url.to_query(scene, store).items() if name != "lang"},
        }
        for scene in briefing.scenes
    ]
    block = {
        "format": FORMAT,
        "version": VERSION,
        "title": briefing.title,
        "lang": briefing.lang,
        "data_version": briefing.data_version,
        "scenes": scenes,
    }
    return json.dumps(block, ensure_ascii=False, indent=2) + "\n"


def from_json(body: str | bytes, store: Store) -> tuple[Briefing, list[LeftOut]]:
    """Return the briefing of a file, and what of it was left out.

    Raises:
        BriefingError: it is no such file; every problem found is told with its place.
    """
    block = _parsed(body)
    reader = _Reader(store)
    problems = reader.problems
    for name in (name for name in block if name not in _TOP):
        reader.leave(0, name, block[name])
    title, version = reader.text(block, "title", TITLE_LENGTH, 0), reader.text(block, "data_version", _SHOWN_LENGTH, 0)
    lang: Lang = "en" if block.get("lang") == "en" else "zh"
    if block.get("lang", lang) != lang:
        reader.leave(0, "lang", block["lang"])
    listed = block.get("scenes")
    if not isinstance(listed, list):
        problems.append(_place("scenes", Text("应为画面的列表", "must be a list of scenes")))
        listed = []
    if len(listed) > MOST_SCENES:
        raise BriefingError([too_many()])
    scenes = [reader.scene(n, part) for n, part in enumerate(listed, 1)]
    if problems:
        raise BriefingError(problems)
    told = tuple(replace(scene, lang=lang) for scene in scenes if scene)
    return Briefing(title, told, version, lang), reader.left


def _parsed(body: str | bytes) -> dict[str, object]:
    """The outermost part of a file of ours."""
    if len(body) > MOST_BYTES:
        most = f"{MOST_BYTES // 1_000_000} MB"
        raise BriefingError([Text(f"文件过大，简报文件最大{most}", f"file too large: at most {most}")])
    try:
        block = json.loads(body.decode("utf-8-sig") if isinstance(body, bytes) else body.removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise BriefingError([Text("文件不是UTF-8编码的文本", "the file is not text in UTF-8")]) from error
    except json.JSONDecodeError as error:
        where = Text(f"第{error.lineno}行第{error.colno}列：", f"line {error.lineno}, column {error.colno}: ")
        raise BriefingError([_joined(where, Text("不合JSON语法", f"not JSON ({error.msg})"))]) from error
    except (ValueError, RecursionError) as error:  # numbers or nesting beyond all reason
        raise BriefingError([Text("文件不合JSON语法", "the file is not JSON")]) from error
    if not isinstance(block, dict) or block.get("format") != FORMAT:
        raise BriefingError([Text("这不是本系统的简报文件", f"this is no briefing file (format “{FORMAT}”)")])
    if block.get("version") != VERSION:
        given = _short(block.get("version"))
        told = Text(f"文件版本为“{given}”，本系统只读版本{VERSION}", f"version “{given}”; only {VERSION} can be read")
        raise BriefingError([told])
    return block


@dataclass
class _Reader:
    """Reads part after part, collecting what is wrong and what is left out."""

    store: Store
    problems: list[Text] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)

    def leave(self, slide: int, name: str, value: object) -> None:
        self.left.append(LeftOut(slide, Ignored(_short(name), _short(value))))

    def refuse(self, slide: int, name: str, problem: Text) -> None:
        self.problems.append(_joined(_at(slide), _place(name, problem)))

    def text(self, block: dict[str, object], name: str, most: int, slide: int, *, lines: bool = False) -> str:
        value = block.get(name, "")
        if not isinstance(value, str):
            self.refuse(slide, name, Text("应为文字", "must be text"))
            return ""
        value = plain(value, lines=lines)
        if len(value) > most:
            self.refuse(slide, name, too_long(most))
        return value

    def scene(self, slide: int, block: object) -> Scene | None:
        if not isinstance(block, dict):
            self.problems.append(_joined(_at(slide), Text("应为一个画面", "must be a scene")))
            return None
        for name in (name for name in block if name not in _SCENE):
            self.leave(slide, name, block[name])
        title = self.text(block, "title", TITLE_LENGTH, slide)
        notes = self.text(block, "notes", NOTES_LENGTH, slide, lines=True)
        page = block.get("page")
        if not isinstance(page, str) or page not in WITH_MAP or page not in offered():
            told = Text(f"页面“{_short(page)}”不存在", f"there is no page “{_short(page)}”")
            self.problems.append(_joined(_at(slide), told))
            return None
        scene, ignored = url.from_query(self.query(slide, block.get("query", {})), self.store, page)
        self.left += [LeftOut(slide, Ignored(_short(part.field), _short(part.value))) for part in ignored]
        return replace(scene, title=title, notes=notes)

    def query(self, slide: int, given: object) -> dict[str, str]:
        if not isinstance(given, dict):
            self.refuse(slide, "query", Text("应为一组字段", "must be a set of fields"))
            return {}
        fields = {}
        for name, value in given.items():
            if isinstance(value, str | int) and not isinstance(value, bool):
                fields[plain(name)] = plain(str(value))
            else:
                self.leave(slide, name, value)
        return fields


def _short(value: object) -> str:
    """What a file holds, cut to a length that can be shown."""
    return plain(value if isinstance(value, str) else repr(value)[: 2 * _SHOWN_LENGTH])[:_SHOWN_LENGTH]


def _at(slide: int) -> Text:
    """Which slide is spoken of."""
    return Text(f"第{slide}个画面：", f"scene {slide}: ") if slide else Text("", "")


def _place(name: str, problem: Text) -> Text:
    return Text(f"“{name}”{problem.zh}", f"“{name}”: {problem.en}")


def _joined(first: Text, second: Text) -> Text:
    return Text(first.zh + second.zh, first.en + second.en)
