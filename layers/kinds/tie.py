"""Kind tie: links across the border as curves, bundled by Sichuan city and Chongqing county, wider where they are many.

Where only a few are left (a pair in focus, a narrow filter) each is a curve of its own, in the colour of its domain.
Curves in the plane, not arcs in the air: hundreds of links stay readable when each bundle is one line, and the map
can be read without tilting it (docs/decisions/0008-flat-curves.md).
"""

from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.catalog.shared_columns import BLANK, in_force
from geodata.measure import WGS84
from geodata.query.results import Shown
from geodata.store.store import Edition, Store
from geodata.text import Lang, Text, counted
from layers import palette
from layers.spec import LegendEntry, MapLayer, rgba

BEND: Final = 0.16  # how far the middle of a curve stands off the straight line, as a part of its length
STEPS: Final = 12  # pieces a curve is drawn with
NARROW_PX, WIDE_PX, SINGLE_PX = 1.0, 9.0, 2.2
FAINT: Final = 24  # how opaque the faintest bundle is, of 255
SINGLES: Final = 40  # so many ties are drawn one by one; more are bundled
APART: Final = 0.07  # how much further each of several curves between the same ends is bent
_SINGLE: Final = Text("联系，按领域", "Ties, by domain")
_UNPLACED: Final = Text("地方未载明", "place not stated")
_LABEL: Final = Text("联系：越粗越多", "Ties: the wider the more")


_TO: Final = "|"  # between the two ends in a bundle's id


def bundle_ends(id: str) -> tuple[str, str] | None:
    """Return the Sichuan city and the Chongqing county that a bundle joins; None for any other id."""
    city, to, county = id.partition(_TO)
    return (city, county) if to else None


def curve(start: NDArray[np.float64], end: NDArray[np.float64], bend: float = BEND) -> shapely.LineString:
    """Return a quadratic Bézier curve between two points (degrees), bent to the left as seen from the start."""
    across = np.array([start[1] - end[1], end[0] - start[0]])
    control = (start + end) / 2 + across * bend
    t = np.linspace(0, 1, STEPS + 1)[:, None]
    return shapely.LineString(((1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end).round(3))


def bundles(shown: Shown) -> gpd.GeoDataFrame:
    """Return one curve per Sichuan city and Chongqing county, from the middle of the ends on either side.

    Returns:
        id, count, color and width (px; stronger by the square root of the count), tips, geometry (EPSG:4326); widest
        last.
    """
    places = ["sichuan_city", "chongqing_county"]
    rows = shown.rows[in_force(shown.rows)].fillna(dict.fromkeys(places, BLANK))
    grouped = rows.groupby(places)
    ends = grouped[["sichuan_lon", "sichuan_lat", "chongqing_lon", "chongqing_lat"]].mean().to_numpy()
    count = grouped.size().to_numpy()
    names: list[tuple[str, str]] = list(grouped.groups)
    answering = shown.counted[in_force(shown.counted)].fillna(dict.fromkeys(places, BLANK))
    total = answering.groupby(places).size()[names].to_numpy() if names else count
    most = count.max(initial=1)
    share = np.sqrt(count / most)
    width = NARROW_PX + (WIDE_PX - NARROW_PX) * share
    alpha = (FAINT + (255 - FAINT) * share * 0.7).astype(int)
    frame = gpd.GeoDataFrame(
        {
            "id": [f"{city}{_TO}{county}" for city, county in names],
            "count": count,
            "color": [(*palette.TIE[:3], int(part)) for part in alpha],
            "width": width.round(1),
            "tip_zh": [
                f"{'—'.join(_named(ends, 'zh'))}\n{n}条联系" + (f"（共{all}条）" if n < all else "")
                for ends, n, all in zip(names, count, total, strict=True)
            ],
            "tip_en": [
                f"{'–'.join(_named(ends, 'en'))}\n"
                + (f"{n} of {counted(all, 'tie')}" if n < all else counted(n, "tie"))
                for ends, n, all in zip(names, count, total, strict=True)
            ],
        },
        geometry=[curve(end[:2], end[2:]) for end in ends],
        crs=WGS84,
    )
    return frame.sort_values("count", kind="stable", ignore_index=True)


def _named(places: tuple[str, str], lang: Lang) -> list[str]:
    """The names of two places; BLANK in words."""
    return [_UNPLACED.say(lang) if place == BLANK else place for place in places]


def singles(shown: Shown, store: Store) -> gpd.GeoDataFrame:
    """Return one curve per tie in force; several between the same ends are bent apart.

    Returns:
        id, color, width (px), tips, geometry (EPSG:4326).
    """
    rows = shown.rows[in_force(shown.rows)]
    ends = rows[["sichuan_lon", "sichuan_lat", "chongqing_lon", "chongqing_lat"]]
    nth = ends.groupby(list(ends.columns)).cumcount().to_numpy()
    domains = store.catalog.domains
    return gpd.GeoDataFrame(
        {
            "id": rows["id"].to_numpy(),
            "color": [rgba(domains[domain].color, 215) for domain in rows["domain"]],
            "width": SINGLE_PX,
            "tip_zh": [f"{domains[row.domain].title.zh}\n{row.name_zh}" for row in rows.itertuples()],
            "tip_en": [f"{domains[row.domain].title.en}\n{row.name_en}" for row in rows.itertuples()],
        },
        geometry=[curve(end[:2], end[2:], BEND + APART * n) for end, n in zip(ends.to_numpy(), nth, strict=True)],
        crs=WGS84,
    )


def marked(rows: pd.DataFrame) -> list[MapLayer]:
    """Return the curve of one tie as the mark of what is picked; nothing without a row."""
    ends = rows[["sichuan_lon", "sichuan_lat", "chongqing_lon", "chongqing_lat"]].to_numpy()
    curves = [curve(end[:2], end[2:]) for end in ends]
    features = gpd.GeoDataFrame({"id": rows["id"].to_numpy()}, geometry=curves, crs=WGS84)
    return (
        [MapLayer("marked", "line", features, color=palette.PICKED, width=3.0, role="picked")] if len(features) else []
    )


def build(edition: Edition, shown: Shown) -> list[MapLayer]:
    """Return the ties in force: each on its own where few are left, else bundled; nothing when there are none.

    Args:
        edition: for names and colours of domains.
        shown: the ties and which of them to show.
    """
    few = int(in_force(shown.rows).sum()) <= SINGLES
    features = singles(shown, edition.store) if few else bundles(shown)
    if features.empty:
        return []
    if few:
        present = [edition.catalog.domains[id] for id in dict.fromkeys(shown.rows.loc[in_force(shown.rows), "domain"])]
        entries = [LegendEntry(domain.title, rgba(domain.color, 215), "line", width=SINGLE_PX) for domain in present]
        legend: tuple[LegendEntry, ...] = (LegendEntry(_SINGLE, palette.LABEL, "title"), *entries)
    else:
        legend = (LegendEntry(_LABEL, palette.TIE, "line", width=3),)
    return [MapLayer(shown.dataset.id, "line", features, color=palette.TIE, pickable=True, legend=legend)]
