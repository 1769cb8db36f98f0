"""What all light pages have in common: what was asked, where links lead, the frame that a template fills, the map."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from geodata import VERSION
from geodata.catalog.pick import NOTHING, Pick
from geodata.narrative.residents import contact
from geodata.query import question as geodata_question
from geodata.query.question import Question
from geodata.query.residents.needs import LIGHT, NEEDS, WHO
from geodata.query.residents.straight import Straight
from geodata.store.store import Store
from geodata.text import days, other
from layers.renderers import qr
from layers.renderers.svg import sketch
from pages._http.base_path import base_path, served
from pages._http.light import words

FOLDER: Final = Path(__file__).parent / "templates"
_ENV: Final = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


_STYLE: Final = Markup((FOLDER / "light.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file


class Unknown(Exception):  # noqa: N818 - no error: a reader asked for what does not exist
    """There is no such place, site, service or pair."""


class Asked(NamedTuple):
    """What a reader asked, on which day, and below which address ("https://name"); the last two stand on paper.

    The address is empty where others could not open it: then none is printed. ``notice``: why the data are no newer.
    """

    question: Question
    today: date
    server: str
    notice: str = ""


class Ways:
    """Where the links of a page lead; what is not named stays as it was asked."""

    def __init__(self, asked: Question) -> None:
        """Start from what was asked; who goes on has left the page of the app where the question came from."""
        self._asked = replace(asked, page="")

    def _to(self, **changed: Any) -> str:
        return served(geodata_question.light(replace(self._asked, **changed)))

    @property
    def home(self) -> str:
        """The question form."""
        return self._to(focus="", goal="", pick=NOTHING)

    def place(self, adcode: str) -> str:
        """A place, for the same need."""
        return self._to(focus=adcode, goal="", pick=NOTHING)

    def need(self, want: str) -> str:
        """Another need at the same place."""
        return self._to(want=want, goal="", pick=NOTHING)

    def who(self, who: str) -> str:
        """The same, asked for somebody else."""
        return self._to(who=who)

    def goal(self, adcode: str) -> str:
        """The way to a second place."""
        return self._to(goal=adcode)

    def thing(self, pick: Pick) -> str:
        """A site, service or pair, with the way back; empty where it has no page."""
        return self._to(pick=pick) if pick.dataset in LIGHT else ""

    def pair(self, id: str) -> str:
        """The two counties of a border pair."""
        return self.thing(Pick.of("border_pairs", id))


def fill(template: str, store: Store, asked: Asked, typed: str | None = None, /, **values: object) -> str:
    """Fill a template; ``typed`` is what was typed for the place, None elsewhere than where that is asked."""
    ask, lang = asked.question, asked.question.lang
    say = words.said(lang)

    def here(**changed: Any) -> str:
        return geodata_question.light(replace(ask, **changed), typed)

    server = asked.server
    return _ENV.get_template(template).render(
        lang=lang,
        say=say,
        style=_STYLE,
        base=base_path(),
        big=ask.big,
        to=Ways(ask),
        self_bigger=served(here(big=not ask.big)),
        self_other=served(here(lang=other(lang))),
        app=served(geodata_question.live(ask, store)),
        app_only=NEEDS[geodata_question.opened(ask)].title.say(lang) if ask.narrowed else "",
        notice=asked.notice,
        nearest=words.nearest(ask, lang),
        address=server + here() if server else "",
        code=qr.data_url(server + here()) if server else "",
        made=say["MADE"].format(day=days.told(asked.today, lang)),
        compliance=store.catalog.compliance.say(lang, ask.vintage),
        version=f"{VERSION}+{store.version}",
        needs=NEEDS,
        who_asks=WHO,
        want=ask.want,
        who=ask.who,
        tel=contact.tel,
        **values,
    )


def map_of(
    store: Store, asked: Question, focus: list[str], marks: list[sketch.Mark], what: str, way: Straight | None = None
) -> Markup:
    """Return the map of a light page as inline SVG, named by ``what`` it shows; ``way``: to the nearest place on it."""
    alt = words.WORDS["MAP"].say(asked.lang).format(what=what)
    drawn = sketch.svg(store.at(asked.vintage), focus, marks, asked.lang, alt, way)
    return Markup(drawn)  # noqa: S704 - drawn by us, its texts escaped
