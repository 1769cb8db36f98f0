"""Answers as pages for people: whatever JSON says, in HTML; all that comes from data passes through escaping."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geodata.catalog.model import Dataset
from geodata.catalog.shared_columns import opens
from geodata.narrative import labels
from geodata.store.store import Store
from geodata.text import LANGS, TAG, Lang
from pages._http.open_data.ogc import words
from pages._http.open_data.ogc.links import Here, Link

_ENV: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_NAMES: Final[dict[Lang, str]] = {"zh": "中文", "en": "English"}


def page(here: Here, store: Store, title: str, document: Mapping[str, Any], **parts: Any) -> str:
    """Return a page.

    Args:
        here: the request.
        store: whose map statement stands below.
        title: its heading.
        document: what it tells; texts, numbers, lists and mappings of these, links under "links".
        parts: of a page of features (``items``, ``feature``).
    """
    usual: dict[str, Any] = {"counted": "", "heads": (), "rows": (), "place": ""}
    return _ENV.get_template("page.html").render(
        tag=TAG[here.lang],
        title=title,
        above=list(_above(here)),
        languages=[(here.again(lang=lang), _NAMES[lang], TAG[lang]) for lang in LANGS if lang != here.lang],
        document={name: value for name, value in document.items() if name not in ("title", "attribution")},
        named={name: text.say(here.lang) for name, text in words.MEMBERS.items()},
        attribution=store.catalog.compliance.say(here.lang, here.vintage),
        place_name=words.GEOMETRY.say(here.lang),
        opens=opens,
        **usual | parts,
    )


def _above(here: Here) -> Iterable[tuple[str, str]]:
    """The pages that this one stands below, with the first."""
    yield here.to("/", f="html"), words.TITLE.say(here.lang)
    steps = here.path.split("/")[1:-1]
    for n, step in enumerate(steps, 1):
        name = {"collections": words.COLLECTIONS, "items": words.ITEMS}.get(step)
        yield here.to("/" + "/".join(steps[:n]), f="html"), name.say(here.lang) if name else step


def items(
    here: Here, store: Store, dataset: Dataset, rows: Sequence[Mapping[str, Any]], matched: int, links: list[Link]
) -> str:
    """Return a page of features: their names and what they can be filtered by on the map."""
    lang, columns = here.lang, dataset.all_columns
    named = [name for name in dict.fromkeys(("id", f"name_{lang}", *dataset.filters)) if name in columns]
    told = [
        (
            here.to(f"/collections/{dataset.id}/items/{row['id']}", f="html"),
            [labels.said(row[name], columns[name], store, lang) for name in named],
        )
        for row in rows
    ]
    return page(
        here,
        store,
        dataset.title.say(lang),
        {"links": links},
        counted=words.COUNTED.say(lang).format(matched=matched, returned=len(rows)),
        heads=[columns[name].label.say(lang) for name in named],
        rows=told,
    )


def feature(here: Here, store: Store, dataset: Dataset, row: Mapping[str, Any], place: str, links: list[Link]) -> str:
    """Return the page of one feature; ``place``: its shape as GeoJSON, empty where it has none."""
    lang = here.lang
    told = {
        column.label.say(lang): labels.said(row[name], column, store, lang)
        for name, column in dataset.all_columns.items()
        if row[name] is not None
    }
    title = row.get(f"name_{lang}") or row["id"]
    return page(here, store, f"{title} · {dataset.title.say(lang)}", told | {"links": links}, place=place)
