"""Light pages: the same answers as plain HTML, for old phones, WeChat's browser, print and large type.

Pages are made from facts that do not change while the server runs, so each is made once a day and kept. Everything from
data or from a link passes through the templates' escaping. All addresses come from geodata/query/question.py.
"""

from dataclasses import replace
from functools import lru_cache, partial
from itertools import groupby
from typing import Final

from geodata.boundaries.adcode import city_of, contains
from geodata.boundaries.border import pair_codes
from geodata.boundaries.vintage import Vintage
from geodata.catalog.pick import NOTHING, Pick
from geodata.narrative.cards import card, dossier, subjects
from geodata.narrative.residents import background, contact, headline, lists
from geodata.narrative.residents.items import Adviser, age
from geodata.query import crossings, gazetteer, question, scene
from geodata.query.question import Question
from geodata.query.residents import answer, trip
from geodata.query.residents.needs import LIGHT, NEEDS
from geodata.query.residents.straight import Straight, straight
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store
from geodata.text import Lang, days
from layers.renderers.svg import sketch
from pages._http.base_path import served
from pages._http.light import words
from pages._http.light.frame import Asked, Unknown, fill, map_of


@per_store(lru_cache(maxsize=64))
def _units(edition: Edition, lang: Lang) -> tuple[list[tuple[str, str]], list[tuple[str, list[tuple[str, str]]]]]:
    """The counties beside the border, and all counties by city, as (code, name)."""
    pairs, units = edition.get("border_pairs"), gazetteer.units(edition)

    def named(code: str) -> tuple[str, str]:
        return code, units[code].say(lang)

    beside = [named(code) for side in ("sichuan", "chongqing") for code in dict.fromkeys(pairs[f"{side}_adcode"])]
    cities = [code for code in units if code.endswith("00") and code != "510000"]
    by_city = [(named(city)[1], [named(code) for code in units if contains(city, code)]) for city in sorted(cities)]
    return beside, by_city


def home(store: Store, asked: Asked, typed: str | None = None, found: tuple[gazetteer.Place, ...] = ()) -> str:
    """Return the question form; with what was typed and the places it may mean, none where it means nothing."""
    beside, all_units = _units(store.at(asked.question.vintage), asked.question.lang)
    return fill(
        "home.html",
        store,
        asked,
        typed,
        typed=typed or "",
        missed=typed if typed and not found else None,
        found=found,
        lying=[
            thing.say(asked.question.lang)
            for thing in gazetteer.lying(store.at(asked.question.vintage), typed or "")[:3]
        ],
        first=question.FIRST,
        hidden=[(name, value) for name, value in question.fields(asked.question) if name not in ("want", "from")],
        beside=beside,
        all=all_units,
    )


def place(store: Store, asked: Asked) -> str:
    """Return what people of a place may use, for one need or in short for all; Unknown when there is no such place."""
    ask = asked.question
    adcode, lang, units = ask.focus, ask.lang, gazetteer.units(store.at(ask.vintage))
    if adcode not in units:
        raise Unknown(adcode)
    name = units[adcode].label(lang)
    pairs = store.get("border_pairs", ask.vintage)
    mine = pairs[pairs["sichuan_adcode"].eq(adcode) | pairs["chongqing_adcode"].eq(adcode)]
    marks, way, values = _needed(store, asked) if ask.want else ([], None, _short(store, asked))
    inside = answer.members(store.at(ask.vintage), adcode)
    return fill(
        "place.html",
        store,
        asked,
        adcode=adcode,
        heading=words.WORDS["PLACE"].say(lang).format(place=name),
        whos=NEEDS[ask.want].whos if ask.want and NEEDS[ask.want].asks else (),
        map=map_of(store, ask, [adcode, *filter(None, [ask.goal])], marks, name, way),
        pairs=list(zip(mine["id"], mine[f"name_{lang}"], strict=True)),
        inside=[(one.adcode, one.say(lang)) for one in inside],
        **values,
    )


def _needed(store: Store, asked: Asked) -> tuple[list[sketch.Mark], Straight | None, dict[str, object]]:
    """The marks of the map, the way to the nearest of them, and the lists for one need."""
    ask = asked.question
    found = answer.answer(store.at(ask.vintage), ask.focus, ask.want, ask.who, ask.goal)
    adviser = Adviser(store.at(ask.vintage), ask.lang, asked.today)
    goals = trip.goals(store.at(ask.vintage), ask.focus) if found.need.rides else []
    way = straight(store.at(ask.vintage), found)
    return (
        sketch.marks(store, found),
        way,
        {
            "told": headline.headline(adviser, found),
            "calls": headline.calls(adviser, found),
            "background": background.more(adviser, found),
            "background_title": background.TITLE.say(ask.lang),
            "on_map": headline.on_map(adviser, found),
            "sections": lists.make(adviser, found),
            "goal": ask.goal,
            "goals": [
                (name, list(group)) for name, group in groupby(goals, key=lambda place: _city(store, ask, place))
            ],
            "hidden": [(name, value) for name, value in question.fields(ask) if name != "goal"],
        },
    )


def _city(store: Store, ask: Question, place: gazetteer.Place) -> str:
    """The city that a place is or lies in, by name."""
    return gazetteer.units(store.at(ask.vintage))[city_of(place.adcode)].say(ask.lang)


def _short(store: Store, asked: Asked) -> dict[str, object]:
    """Every need in short: its sentences and the first few of what may be used."""
    ask = asked.question
    adviser = Adviser(store.at(ask.vintage), ask.lang, asked.today)
    parts = []
    for id, need in NEEDS.items():
        found = answer.answer(store.at(ask.vintage), ask.focus, id, ask.who)
        items = [adviser.site(found, hit) for hit in answer.within(found.usable)[:2]]
        items += [adviser.service(one) for one in found.local[:2]]
        parts.append({"id": id, "need": need, "told": headline.headline(adviser, found), "few": items})
    return {"parts": parts}


def pick(store: Store, kind: str, id: str) -> Pick:
    """Return the thing that an address names by its kind; Unknown when there is none.

    Args:
        store: the data.
        kind: "site", "service" or "pair".
        id: of the thing.
    """
    dataset = subjects.places(store).get(id, "") if kind == "site" else _DATASET[kind]
    if LIGHT.get(dataset) != kind:
        raise Unknown(id)
    return Pick.of(dataset, id)


_DATASET: Final = {"service": "shared_services", "pair": "border_pairs"}


def _back(store: Store, asked: Question) -> tuple[str, str] | None:
    """Address and name of the answer a thing was found in; None where it was not found in one."""
    units = gazetteer.units(store.at(asked.vintage))
    if asked.focus not in units:
        return None
    need = NEEDS[asked.want].title.say(asked.lang) if asked.want else ""
    return served(question.light(replace(asked, pick=NOTHING))), " · ".join(
        filter(None, (units[asked.focus].label(asked.lang), need))
    )


def thing(store: Store, asked: Asked) -> str:
    """Return the page of one site or service; Unknown when there is none."""
    ask = asked.question
    lang = ask.lang
    found = card.make(store.at(ask.vintage), ask.pick, lang, asked.today)
    if found is None:
        raise Unknown(ask.pick)
    row = store.get(ask.pick.dataset, ask.vintage).set_index("id").loc[ask.pick.id]
    pairs = [(say, told) for say, told in ((card.WHERE.say(lang), found.where), *found.facts) if told]
    if found.precision:
        pairs.append((card.PRECISION.say(lang), found.precision))
    units = gazetteer.units(store.at(ask.vintage))
    county = str(row.get("adcode_today" if ask.vintage is Vintage.TODAY else "adcode", ""))
    drawn = county in units and row["geometry"] is not None
    marks = [sketch.Mark(0, row["geometry"].x, row["geometry"].y)] if drawn else []
    return fill(
        "thing.html",
        store,
        asked,
        back=_back(store, ask),
        card=found,
        pairs=pairs,
        age=age(found.age_years, lang) if found.sources else "",
        contact=contact.of(row, lang),
        map=map_of(store, ask, [county], marks, found.title) if drawn else "",
        place=(county, units[county].label(lang)) if drawn else None,
    )


@per_store(lru_cache(maxsize=4))
def _crossings(edition: Edition) -> crossings.Crossings:
    return crossings.crossings(
        replace(scene.default(edition.store, "crossings"), vintage=edition.vintage), edition.store
    )


def pair(store: Store, asked: Asked) -> str:
    """Return the dossier of a border pair ("sichuan-chongqing" codes); Unknown when there is no such pair."""
    ask = asked.question
    id, edition = ask.pick.id, store.at(ask.vintage)
    found = dossier.make(_crossings(edition), edition, id, ask.lang)
    if found is None:
        raise Unknown(id)
    codes, units = pair_codes(id), gazetteer.units(edition)
    return fill(
        "pair.html",
        store,
        asked,
        back=_back(store, ask),
        dossier=found,
        written=partial(days.written, lang=ask.lang),
        map=map_of(store, ask, [*codes], [], found.title),
        ends=[(code, units[code].label(ask.lang)) for code in codes],
    )


def missing(store: Store, asked: Asked) -> str:
    """Return the page that says there is none."""
    return fill("missing.html", store, asked._replace(question=replace(asked.question, focus="", pick=NOTHING)))
