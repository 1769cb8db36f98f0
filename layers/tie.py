"""Kind tie: links across the border as curves, bundled by Sichuan city and Chongqing county, wider where they are many.

Curves in the plane, not arcs in the air: hundreds of links stay readable when each bundle is one line, and the map
can be read without tilting it (docs/decisions/0008-flat-curves.md).
"""

from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.answer import Shown
from geodata.boundaries import Vintage
from geodata.integration import in_force
from geodata.measure import WGS84
from geodata.store import Store
from geodata.text import Text
from layers import palette
from layers.spec import LegendEntry, MapLayer

BEND: Final = 0.16  # how far the middle of a curve stands off the straight line, as a part of its length
STEPS: Final = 12  # pieces a curve is drawn with
NARROW_PX, WIDE_PX = 1.0, 9.0
_LABEL: Final = Text("联系（按四川市州—重庆区县合并，越粗越多）", "Ties, bundled by Sichuan city and Chongqing county")


def curve(start: NDArray[np.float64], end: NDArray[np.float64]) -> shapely.LineString:
    """Return a quadratic Bézier curve between two points (degrees), bent to the left as seen from the start."""
    across = np.array([start[1] - end[1], end[0] - start[0]])
    control = (start + end) / 2 + across * BEND
    t = np.linspace(0, 1, STEPS + 1)[:, None]
    return shapely.LineString(((1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end).round(3))


def bundles(shown: Shown) -> gpd.GeoDataFrame:
    """Return one curve per Sichuan city and Chongqing county, from the middle of the ends on either side.

    Returns:
        id, count, width (px, by the square root of the count), tips, geometry (EPSG:4326), widest last.
    """
    rows = shown.rows[in_force(shown.rows)]
    grouped = rows.groupby(["sichuan_city", "chongqing_county"])
    ends = grouped[["sichuan_lon", "sichuan_lat", "chongqing_lon", "chongqing_lat"]].mean().to_numpy()
    count = grouped.size().to_numpy()
    names = list(grouped.groups)
    most = count.max(initial=1)
    width = NARROW_PX + (WIDE_PX - NARROW_PX) * np.sqrt(count / most)
    frame = gpd.GeoDataFrame(
        {
            "id": [f"{city}|{county}" for city, county in names],
            "count": count,
            "width": width.round(1),
            "tip_zh": [f"{city}—{county}\n{n}条联系" for (city, county), n in zip(names, count, strict=True)],
            "tip_en": [f"{city}–{county}\n{n} ties" for (city, county), n in zip(names, count, strict=True)],
        },
        geometry=[curve(end[:2], end[2:]) for end in ends],
        crs=WGS84,
    )
    return frame.sort_values("count", kind="stable", ignore_index=True)


def build(_store: Store, _vintage: Vintage, shown: Shown) -> list[MapLayer]:
    """Return the ties in force as bundled curves; nothing when there are none.

    Args:
        shown: the ties and which of them to show.
    """
    features = bundles(shown)
    if features.empty:
        return []
    entry = LegendEntry(_LABEL, palette.TIE, "line", width=3)
    return [MapLayer(shown.dataset.id, "line", features, color=palette.TIE, pickable=True, legend=(entry,))]
