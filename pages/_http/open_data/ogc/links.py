"""Where a request stands, and where the links of its answer lead."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from geodata.boundaries.vintage import Vintage
from geodata.text import TAG, Lang, Text
from pages._http.open_data.ogc import words

JSON: Final = "application/json"
GEOJSON: Final = "application/geo+json"
HTML: Final = "text/html"
SCHEMA: Final = "application/schema+json"
OPENAPI: Final = "application/vnd.oai.openapi+json;version=3.0"
REL: Final = "http://www.opengis.net/def/rel/ogc/1.0/"
_STAYING: Final = ("lang", "asof")  # what was asked for holds on every page that a link leads to

Link = dict[str, str]


@dataclass(frozen=True)
class Here:
    """A request: which address it asked for, how the answer is to be."""

    root: str  # "https://name/base/ogc"
    path: str  # below it: "", "/collections/towns/items"
    query: tuple[tuple[str, str], ...]
    lang: Lang
    html: bool
    vintage: Vintage

    def to(self, path: str, **parameters: str) -> str:
        """Return the address of another path, in the language and boundaries that were asked for."""
        kept = {name: value for name, value in self.query if name in _STAYING} | parameters
        return f"{self.root}{quote(path)}{'?' if kept else ''}{urlencode(kept)}"

    def again(self, **changed: str) -> str:
        """Return the address of this path with other parameters, the rest as asked."""
        return f"{self.root}{quote(self.path)}?{urlencode(dict(self.query) | changed)}"

    def link(self, href: str, rel: str, media: str, title: Text) -> Link:
        """Return a link to an address."""
        return {"href": href, "rel": rel, "type": media, "title": title.say(self.lang), "hreflang": TAG[self.lang]}

    def own(self, media: str) -> list[Link]:
        """Return the links of an answer to itself and its other format; ``media``: of that which is no page."""
        rels = ("alternate", "self") if self.html else ("self", "alternate")
        titles = (words.AS_JSON, words.SELF) if self.html else (words.SELF, words.AS_HTML)
        return [
            self.link(self.again(f="json"), rels[0], media, titles[0]),
            self.link(self.again(f="html"), rels[1], HTML, titles[1]),
        ]
