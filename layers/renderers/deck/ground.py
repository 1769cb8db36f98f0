"""The administrator's basemap on the live map: one picture of what is seen, asked for anew when the view is at rest.

deck.gl's layer of tiles needs a function to draw each, which no JSON can hold; its layer for WMS needs none, so our
server answers as a WMS does. Below it lies one coarse picture of everything, seen while the reader moves the map.
"""

import pydeck as pdk
from pydeck.types import String

from geodata.basemap.basemap import EVERYTHING, EVERYTHING_PX, Basemap
from geodata.basemap.mercator import of_degrees


def ground(basemap: Basemap, id: str, root: str) -> list[pdk.Layer]:
    """Return the layers of a basemap, from the bottom up.

    Args:
        basemap: what is drawn.
        id: their ids begin so.
        root: address of the server with a slash at its end.
    """
    box = of_degrees(*EVERYTHING)
    whole = f'"{root}{basemap.view(box, EVERYTHING_PX, round(EVERYTHING_PX * box.height / box.width))}"'
    return [
        pdk.Layer("BitmapLayer", id=f"{id}-all", image=whole, bounds=list(EVERYTHING)),
        pdk.Layer(
            "_WMSLayer",
            id=id,
            data=root + basemap.views,
            service_type='"wms"',
            srs='"EPSG:3857"',
            layers=[String("basemap")],
        ),
    ]
