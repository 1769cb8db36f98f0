"""What every file says of itself: source, date, CRS, filter, link."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from geodata import VERSION
from geodata.boundaries.vintage import Vintage
from geodata.catalog.model import Dataset
from geodata.store.store import Store
from geodata.text import Lang, Text

CRS_NAME: Final = "EPSG:4326 (WGS 84)"
ABOUT: Final = Text("说明", "About")


@dataclass(frozen=True)
class About:
    """What a file says of itself."""

    title: str
    source: str
    as_of: str
    licence: str
    filter: str
    link: str
    data_version: str
    compliance: str
    day: str  # ISO: on which it was made; of a file that is the same whenever it is made, that of the facts
    crs: str = CRS_NAME
    note: str = ""  # what must be known about how it was counted

    def rows(self, lang: Lang) -> list[tuple[str, str]]:
        """Return (label, value) pairs in reading order."""
        labels = {
            "title": Text("内容", "Content"),
            "source": Text("来源", "Source"),
            "as_of": Text("数据日期", "Data as of"),
            "licence": Text("许可", "Licence"),
            "crs": Text("坐标系", "CRS"),
            "filter": Text("筛选", "Filter"),
            "note": Text("注", "Note"),
            "link": Text("链接", "Link"),
            "day": Text("制作日期", "Made on"),
            "data_version": Text("数据版本", "Data version"),
            "compliance": Text("地图声明", "Map statement"),
        }
        return [(text.say(lang), getattr(self, name)) for name, text in labels.items()]


def about(
    datasets: list[Dataset],
    store: Store,
    lang: Lang,
    title: str = "",
    filter: str = "",
    link: str = "",
    vintage: Vintage = Vintage.TODAY,
    note: str = "",
    day: date | None = None,
) -> About:
    """Return what a file with these datasets says of itself; ``day``: on which it is made, None: the same on any."""
    return About(
        title=title or " / ".join(dataset.title.say(lang) for dataset in datasets),
        source="; ".join(dict.fromkeys(dataset.producer.say(lang) for dataset in datasets)),
        as_of="; ".join(dict.fromkeys(f"{dataset.title.say(lang)} {dataset.as_of}" for dataset in datasets)),
        licence="; ".join(dict.fromkeys(dataset.licence.title.say(lang) for dataset in datasets)),
        filter=filter or Text("无", "none").say(lang),
        link=link,
        data_version=f"{VERSION}+{store.version}",
        compliance=store.catalog.compliance.say(lang, vintage),
        day=day.isoformat() if day else store.catalog.compliance.facts_as_of,
        note=note,
    )
