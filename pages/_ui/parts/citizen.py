"""Parts of the page for citizens: the questions, the answer in words, its lists, and how to print and share it."""

from dataclasses import replace
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.catalog.pick import NOTHING
from geodata.narrative.residents import background, headline, lists
from geodata.narrative.residents.items import Adviser
from geodata.query import gazetteer, question, url
from geodata.query.residents import answer, trip
from geodata.query.residents.answer import Answer
from geodata.query.residents.needs import NEEDS, WHO, Need
from geodata.query.residents.straight import straight
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import days, marks
from layers.renderers import qr
from layers.renderers.svg import sketch
from pages._http.base_path import served
from pages._ui.common import card, downloads, legend, maps, place_field
from pages._ui.parts import citizen_lists
from pages._ui.session import cache, state
from pages._ui.words import citizen as words
from pages._ui.words import common


def ask(scene: Scene, store: Store) -> None:
    """Draw the questions: where, what, for whom; and the switch to large type."""
    lang = scene.lang
    with st.container(key="ask"):
        st.html(f"<h2>{escape(words.TITLE.say(lang))}</h2>")
        left, right = st.columns([2, 3], gap="medium")
        with left:
            place_field.field(store, scene, words.WHERE, words.WHERE_NONE, button=True)
        with right:
            st.segmented_control(
                words.WHAT.say(lang),
                list(NEEDS),
                format_func=lambda need: NEEDS[need].title.say(lang),
                key=state.key("want"),
                required=True,
            )
        with st.container(key="ask-more", horizontal=True, vertical_alignment="bottom"):
            if whos := NEEDS[scene.want].asks and NEEDS[scene.want].whos:
                state.remember(state.key("who"), scene.who)  # the need may be another one, for which this is not asked
                st.segmented_control(
                    words.FOR.say(lang),
                    list(whos),
                    format_func=lambda who: WHO[who].title.say(lang),
                    key=state.key("who"),
                    required=True,
                )
            if NEEDS[scene.want].rides:
                _goal(scene, store)
            st.toggle(words.BIG.say(lang), key=state.key("big"))


def _goal(scene: Scene, store: Store) -> None:
    """Ask for a second place, on the other side, to go to; nothing before the first is known."""
    places = {place.adcode: place for place in trip.goals(store.at(scene.vintage), scene.focus)} if scene.focus else {}
    if places:
        state.remember(state.key("goal"), scene.goal)  # the place may be another one, from which this lies not across
        st.selectbox(
            words.GOAL.say(scene.lang),
            ["", *places],
            format_func=lambda code: places[code].label(scene.lang) if code else words.GOAL_NONE.say(scene.lang),
            key=state.key("goal"),
        )


def examples(scene: Scene, store: Store) -> None:
    """Say what to do first, and offer a few places beside the border."""
    lang, places = scene.lang, gazetteer.units(store.at(scene.vintage))
    st.html(f'<p class="asked" role="status">{escape(words.ASK.say(lang))}</p>')
    with st.container(key="examples", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f"<span>{escape(words.EXAMPLES.say(lang))}</span>", width="content")
        for code in words.EXAMPLE_CODES:
            place = places[code]
            name = place.say(lang)
            st.button(name, key=f"example-{code}", on_click=state.focus, args=(code,))
    cards = "".join(_offer(need, scene, store) for need in NEEDS.values())
    st.html(f'<div class="offers">{cards}</div>')


def _offer(need: Need, scene: Scene, store: Store) -> str:
    """What the collection holds for one need: sites with a link across, and shared services."""
    lang, services = scene.lang, store.get("shared_services", scene.vintage)
    told = []
    if need.sites:
        crossing = int(store.get(need.sites, scene.vintage)["cross_border"].fillna(False).sum())
        told.append((crossing, words.OFFER_SITES.say(lang).format(thing=need.thing.say(lang))))
    told.append((int(services["field"].isin(need.fields).sum()), words.OFFER_SERVICES.say(lang)))
    lines = "".join(f"<p><b>{count}</b> {escape(what)}</p>" for count, what in told)
    return f"<section><h3>{escape(need.title.say(lang))}</h3>{lines}</section>"


def rooms(scene: Scene) -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]:
    """Return where the answer, the map and the lists stand.

    The map is beside both; on a phone between them, where it stays in sight, so that its numbers are read with the
    list's; with large type there is none.
    """
    if scene.big or maps.narrow():
        answer, rest = st.container(), st.container()  # a map can stay over what stands in its own room only
        return answer, rest, rest
    reading, seeing = st.columns([3, 2], gap="medium")
    return reading.container(), seeing, reading.container()


def tell(scene: Scene, store: Store, asked: Answer) -> None:
    """Show the answer in two sentences, whom to call, and behind a fold where it comes from."""
    adviser, lang = _adviser(scene, store), scene.lang
    told = "".join(f"<p>{escape(line)}</p>" for line in headline.headline(adviser, asked))
    calls = "".join(_call(call) for call in headline.calls(adviser, asked))
    more = "".join(f"<p>{escape(line)}</p>" for line in background.more(adviser, asked))
    st.html(
        f'<div class="reply{_big(scene)}">{_printed(scene, adviser.place(asked))}'
        f'<div class="asked" role="status">{told}'
        f'<p class="reach">{calls}{_to_map(scene, store, asked)}</p>'
        f'{citizen_lists.fold(background.TITLE.say(lang))}<div class="more">{more}</div></div></div>'
    )
    _narrower(scene, store)


def _call(call: headline.Call) -> str:
    """A button that dials: why, the number, whose it is."""
    words, number, note = (escape(part) for part in (call.told, call.number, call.note))
    return f'<a class="call" href="{escape(call.link)}"><span>{words}</span> <b>{number}</b><small>{note}</small></a>'


def _to_map(scene: Scene, store: Store, asked: Answer) -> str:
    """The way to the map: down the page on a phone; with large type, to the page that has one."""
    label = escape(words.SEE_MAP.say(scene.lang))
    if scene.big:
        address = escape(served(url.local(replace(scene, big=False), store)))
        return f'<a href="{address}" target="_self">{label}</a>'
    return f'<button class="touch" data-jump="stage">{label}</button>' if asked.listed or asked.rides else ""


def show(scene: Scene, store: Store, asked: Answer) -> None:
    """Show the lists, numbered as on the map; with large type all but the first are folded."""
    adviser = _adviser(scene, store)
    parts: list[str] = []
    number = 1
    for section in lists.make(adviser, asked):
        on_map = section.marked and not scene.big
        parts.append(
            citizen_lists.section(section, number if on_map else None, scene.lang, folded=scene.big and bool(parts))
        )
        number += (section.shown or 0) if section.marked else 0
    map = "" if scene.big else _sketch(scene, store, asked, adviser.place(asked))
    st.html(f'<div class="reply{_big(scene)}">{map}{"".join(parts)}</div>')


def _adviser(scene: Scene, store: Store) -> Adviser:
    return Adviser(store.at(scene.vintage), scene.lang, days.today())


def see(scene: Scene, store: Store, shown: dict[str, Shown], asked: Answer | None) -> None:
    """Draw the map; on a phone what is said of it scrolls away with the list, under the map that stays."""
    phone = maps.narrow()
    drawing = maps.draw(scene, store, shown, maps.room(scene))
    stage = st.container(key="stage")
    below = st.container(key="stage-notes")
    with stage:
        maps.show(drawing, scene, store, height=640)
        card.show_card(scene, store)
    with below if phone else stage:
        legend.legend([drawing], scene, store, unfolded=False)
        legend.compliance(scene, store)
        maps.told(scene)
    with below:
        if told := headline.on_map(_adviser(scene, store), asked) if asked else "":
            st.html(f'<p class="said-note">{escape(told)}</p>')


def _printed(scene: Scene, place: str) -> str:
    """The question in words, for paper, where the fields it was asked by are not."""
    lang, who = scene.lang, [WHO[scene.who][0].say(scene.lang)] if scene.who else []
    asked = escape(" · ".join([place, NEEDS[scene.want].title.say(lang), *who]))
    return f'<div class="paper"><h2>{escape(words.TITLE.say(lang))}</h2><p>{asked}</p></div>'


def _sketch(scene: Scene, store: Store, asked: Answer, place: str) -> str:
    """The map for paper, with the numbers of the lists: browsers do not print what WebGL has drawn."""
    alt = common.SKETCH.say(scene.lang).format(what=place)
    edition = store.at(scene.vintage)
    way = straight(edition, asked)
    drawn = sketch.svg(edition, [scene.focus], sketch.marks(store, asked), scene.lang, alt, way)
    return f'<img class="paper sketch" alt="{escape(alt)}" src="{sketch.data_url(drawn)}">'


def _big(scene: Scene) -> str:
    return " big" if scene.big else ""


def _narrower(scene: Scene, store: Store) -> None:
    """Offer the parts of a city or province: nearer to where somebody lives the answer is better."""
    inside = answer.members(store.at(scene.vintage), scene.focus)
    if inside:
        with st.expander(words.NARROWER.say(scene.lang)), st.container(key="members", horizontal=True, gap="small"):
            for place in inside:
                name = place.say(scene.lang)
                st.button(name, key=f"member-{place.adcode}", on_click=state.focus, args=(place.adcode,))


def lite(scene: Scene) -> str:
    """Return the address, inside the product, of the light page that gives the same answer."""
    return question.light(replace(question.of_scene(scene), pick=NOTHING))


def share(scene: Scene) -> None:
    """Draw the way to print and share: the light page, its link to copy and, on wide screens, its QR code."""
    lang, path = scene.lang, lite(scene)
    server = downloads.public()
    link = f'<a href="{escape(served(path))}" target="_blank" rel="noopener">{escape(words.OPEN_LITE.say(lang))}</a>'
    copy, done = escape(common.COPY_LINK.say(lang)), escape(common.COPIED.say(lang))
    address = escape((server or downloads.server()) + path)
    button = f'<button data-copy="{address}" data-done="{done}" aria-live="polite">{copy}</button>'
    image = hint = ""
    if server:  # a code that only this machine can open helps nobody
        image = f'<img class="code" alt="{escape(words.QR_ALT.say(lang))}" src="{qr.data_url(server + path)}">'
        hint = f'<p>{escape(words.SHARE_HINT.say(lang))}</p><p class="paper">{address}</p>'
    st.html(
        f'<div class="share-box{_big(scene)}"><h3>{escape(words.SHARE.say(lang))}</h3>{image}'
        f'<div>{hint}<p class="reach">{button}{link}</p></div></div>'
    )


def files(scene: Scene, store: Store) -> None:
    """Offer the answer as files, for who works with it; folded away, since most people want none."""
    known = cache.told(scene, store)
    with st.expander(words.FILES.say(scene.lang), icon=":material/download:"):
        told = f"{known.title}{marks.STOP.say(scene.lang)}{marks.SPACE.say(scene.lang)}{known.sentence}"
        downloads.show(scene, store, known.shown, told)
