"""Light pages: the same answers as plain HTML, for old phones, WeChat's browser, print and large type.

Pages are made from facts that do not change while the server runs, so each is made once and kept. Everything from
data or from a link passes through the templates' escaping.
"""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from geodata import VERSION, advice, answer, card, citizen, dossier, reply, scene, search, sections
from geodata.advice import Adviser
from geodata.boundaries import Vintage
from geodata.needs import ANYONE, LIGHT, NEEDS, WHO
from geodata.store import Store
from geodata.text import Lang
from geodata.ties import contains
from layers import sketch
from pages._http import text_lite

FOLDER: Final = Path(__file__).parent / "templates"
NOW: Final = Vintage.TODAY
_ENV: Final = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_STYLE: Final = Markup((FOLDER / "light.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file


class Unknown(Exception):  # noqa: N818 - no error: a reader asked for what does not exist
    """There is no such place, site, service or pair."""


class Asked(NamedTuple):
    """What a reader asked for besides the page itself; ``today`` is for the age of sources."""

    lang: Lang
    want: str
    who: str
    big: bool
    today: date

    @property
    def tail(self) -> str:
        """The query that keeps the size of type on the next page."""
        return "?big=1" if self.big else ""


def _link(pick: str, lang: Lang) -> str:
    dataset, _, id = pick.partition(":")
    return f"/lite/{lang}/{LIGHT[dataset]}/{id}" if dataset in LIGHT else ""


_ENV.globals["link"] = _link  # templates ask for the address of each item


def _page(template: str, store: Store, asked: Asked, path: str, app: str, **values: object) -> str:
    """Fill a template; ``path`` is the page's address after the language, ``app`` that of its twin with the map."""
    other = "en" if asked.lang == "zh" else "zh"
    kept = {"want": asked.want, "who": asked.who, "big": "1" if asked.big else ""}

    def address(lang: str, **changed: str) -> str:
        query = urlencode({name: value for name, value in (kept | changed).items() if value})
        return f"/lite/{lang}/{path}{'?' if query else ''}{query}"

    return _ENV.get_template(template).render(
        lang=asked.lang,
        say=text_lite.said(asked.lang),
        style=_STYLE,
        big=asked.big,
        tail=asked.tail,
        self_bigger=address(asked.lang, big="" if asked.big else "1"),
        self_other=address(other),
        app=app,
        compliance=store.catalog.compliance.say(asked.lang),
        version=f"{VERSION}+{store.version}",
        needs=NEEDS,
        **values,
    )


def _map(store: Store, lang: Lang, focus: list[str], marks: list[sketch.Mark], what: str) -> Markup:
    alt = text_lite.WORDS["MAP"].say(lang).format(what=what)
    return Markup(sketch.svg(store, NOW, focus, marks, lang, alt))  # noqa: S704 - drawn by us, its texts escaped


@lru_cache(maxsize=64)
def _units(store: Store, lang: Lang) -> tuple[list[tuple[str, str]], list[tuple[str, list[tuple[str, str]]]]]:
    """The counties beside the border, and all counties by city, as (code, name)."""
    pairs, units = store.get("border_pairs"), search.units(store, NOW)

    def named(code: str) -> tuple[str, str]:
        return code, units[code].zh if lang == "zh" else units[code].en

    beside = [named(code) for side in ("sichuan", "chongqing") for code in dict.fromkeys(pairs[f"{side}_adcode"])]
    cities = [code for code in units if code.endswith("00") and code != "510000"]
    by_city = [(named(city)[1], [named(code) for code in units if contains(city, code)]) for city in sorted(cities)]
    return beside, by_city


def home(store: Store, asked: Asked, typed: str = "", found: tuple[search.Place, ...] = ()) -> str:
    """Return the question form; with what was typed and the places it may mean, none where it means nothing."""
    beside, all_units = _units(store, asked.lang)
    query = urlencode({k: v for k, v in (("want", asked.want), ("who", asked.who), ("big", asked.big and "1")) if v})
    return _page(
        "home.html",
        store,
        asked,
        "",
        f"/citizen?lang={asked.lang}",
        typed=typed,
        missed=typed if typed and not found else None,
        found=found,
        query=f"?{query}" if query else "",
        want=asked.want or next(iter(NEEDS)),
        beside=beside,
        all=all_units,
    )


def place(store: Store, asked: Asked, adcode: str) -> str:
    """Return what people of a place may use, for one need or in short for all; Unknown when there is no such place."""
    if adcode not in search.units(store, NOW):
        raise Unknown(adcode)
    lang, unit = asked.lang, search.units(store, NOW)[adcode]
    name = unit.label(lang)
    pairs = store.get("border_pairs")
    mine = pairs[pairs["sichuan_adcode"].eq(adcode) | pairs["chongqing_adcode"].eq(adcode)]
    marks, values = _needed(store, asked, adcode) if asked.want else ([], _short(store, asked, adcode))
    more = urlencode({k: v for k, v in (("who", asked.who), ("big", "1" if asked.big else "")) if v})
    return _page(
        "place.html",
        store,
        asked,
        f"place/{adcode}",
        f"/citizen?{urlencode({'lang': lang, 'focus': adcode} | ({'want': asked.want} if asked.want else {}))}",
        heading=text_lite.WORDS["PLACE"].say(lang).format(place=name),
        want=asked.want,
        more=f"&{more}" if more else "",
        whos=_whos(asked) if asked.want else [],
        map=_map(store, lang, [adcode], marks, name),
        pairs=list(zip(mine["id"], mine[f"name_{lang}"], strict=True)),
        inside=[(one.adcode, one.zh if lang == "zh" else one.en) for one in citizen.members(store, NOW, adcode)],
        **values,
    )


def _whos(asked: Asked) -> list[tuple[str, str, bool]]:
    """For whom one may ask, where that gives another answer: title, query and whether it is chosen."""
    need = NEEDS[asked.want]
    if not need.asks:
        return []
    kept = {"want": asked.want, "big": "1" if asked.big else ""}
    chosen = asked.who if asked.who in need.asks else ANYONE
    queries = [urlencode({name: value for name, value in (kept | {"who": who}).items() if value}) for who in need.whos]
    titles = [WHO[who].title.say(asked.lang) for who in need.whos]
    return list(zip(titles, queries, [who == chosen for who in need.whos], strict=True))


def _needed(store: Store, asked: Asked, adcode: str) -> tuple[list[sketch.Mark], dict[str, object]]:
    """The marks of the map and the lists for one need."""
    found = citizen.answer(store, NOW, adcode, asked.want, asked.who)
    adviser = Adviser(store, NOW, asked.lang, asked.today)
    marks = []
    if found.listed:
        points = store.get(found.need.sites).set_index("id").geometry
        at = [points[hit.pick.partition(":")[2]] for hit in found.listed]
        marks = [sketch.Mark(n, point.x, point.y) for n, point in enumerate(at, start=1)]
    return marks, {
        "told": reply.headline(adviser, found),
        "measured": reply.measured(found, asked.lang),
        "on_map": reply.on_map(adviser, found),
        "sections": sections.make(adviser, found),
    }


def _short(store: Store, asked: Asked, adcode: str) -> dict[str, object]:
    """Every need in short: its sentences and the first few of what may be used."""
    adviser = Adviser(store, NOW, asked.lang, asked.today)
    parts = []
    for id, need in NEEDS.items():
        found = citizen.answer(store, NOW, adcode, id, asked.who)
        items = [adviser.site(found, hit) for hit in citizen.within(found.usable)[:2]]
        items += [adviser.service(one) for one in found.local[:2]]
        parts.append({"id": id, "need": need, "told": reply.headline(adviser, found), "few": items})
    return {"parts": parts}


def thing(store: Store, asked: Asked, kind: str, id: str) -> str:
    """Return the page of one site or service; Unknown when there is none.

    Args:
        kind: "site" or "service", as in the address.
    """
    lang = asked.lang
    dataset = "shared_services" if kind == "service" else dossier.places(store).get(id, "")
    if kind == "site" and (not dataset or store.catalog.datasets[dataset].kind != "site"):
        raise Unknown(id)
    found = card.make(store, f"{dataset}:{id}", NOW, lang, asked.today)
    if found is None:
        raise Unknown(id)
    row = store.get(dataset).set_index("id").loc[id]
    pairs = [(say, told) for say, told in (("位置" if lang == "zh" else "Where", found.where), *found.facts) if told]
    if found.precision:
        pairs.append(("位置精度" if lang == "zh" else "Precision", found.precision))
    units, code = search.units(store, NOW), str(row.get("adcode_today", ""))
    drawn = code in units and row["geometry"] is not None
    marks = [sketch.Mark(0, row["geometry"].x, row["geometry"].y)] if drawn else []
    page = "services" if kind == "service" else "explore"
    return _page(
        "thing.html",
        store,
        asked,
        f"{kind}/{id}",
        f"{'/services' if page == 'services' else '/'}?{urlencode({'lang': lang, 'pick': f'{dataset}:{id}'})}",
        card=found,
        pairs=pairs,
        age=advice.age(found.age_years, lang) if found.sources else "",
        map=_map(store, lang, [code], marks, found.title) if drawn else "",
        place=(code, units[code].label(lang)) if drawn else None,
    )


@lru_cache(maxsize=4)
def _crossings(store: Store) -> answer.Crossings:
    return answer.crossings(scene.default(store, "crossings"), store)


def pair(store: Store, asked: Asked, id: str) -> str:
    """Return the dossier of a border pair ("sichuan-chongqing" codes); Unknown when there is no such pair."""
    found = dossier.make(_crossings(store), store, id, NOW, asked.lang)
    if found is None:
        raise Unknown(id)
    codes, units = id.split("-"), search.units(store, NOW)
    return _page(
        "pair.html",
        store,
        asked,
        f"pair/{id}",
        f"/crossings?{urlencode({'lang': asked.lang, 'pick': f'border_pairs:{id}'})}",
        dossier=found,
        map=_map(store, asked.lang, codes, [], found.title),
        ends=[(code, units[code].label(asked.lang)) for code in codes],
    )


def missing(store: Store, asked: Asked) -> str:
    """Return the page that says there is none."""
    plain = asked._replace(want="", who=ANYONE)
    return _page("missing.html", store, plain, "", f"/citizen?lang={asked.lang}")
