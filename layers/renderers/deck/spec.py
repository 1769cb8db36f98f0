"""A pydeck Deck as small as it can be, in the shape Streamlit leaves alone."""

import json
from typing import Final

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from geodata.text import Lang
from layers.camera import View

ZOOMS: Final = (4, 13)  # the least and the most the map can be zoomed


class CompactDeck(pdk.Deck):
    """A Deck that serialises without indentation, its layers nested one level deep.

    Streamlit fades every unselected object of the layers it finds in the top-level list; it leaves nested ones as
    they are, and deck.gl flattens them. Selections still arrive, by layer id.
    """

    def __init__(self, drawn: list[pdk.Layer], view: View, lang: Lang) -> None:
        """Keep the layers out of the base class, which Streamlit would walk through."""
        super().__init__(
            layers=[],
            views=[pdk.View(type="MapView", controller={"dragRotate": False, "touchRotate": False})],
            initial_view_state=pdk.ViewState(
                longitude=view.lon, latitude=view.lat, zoom=view.zoom, min_zoom=ZOOMS[0], max_zoom=ZOOMS[1]
            ),
            map_provider=None,
            tooltip={
                "text": f"{{tip_{lang}}}",
                "style": {
                    "background": "#fffdf8",
                    "color": "#3c342c",
                    "fontSize": "13px",
                    "border": "1px solid #cfc6b8",
                    "borderRadius": "6px",
                    "padding": "6px 9px",
                    "maxWidth": "280px",
                    "whiteSpace": "pre-wrap",
                },
            },
        )
        self._drawn = drawn

    def to_json(self) -> str:
        """Return the compact specification."""
        spec = {
            "initialViewState": self.initial_view_state,
            "views": self.views,
            "mapProvider": None,
            "mapStyle": self.map_style,  # pydeck's mark for "none given"; without it Streamlit would ask CARTO
            "layers": [self._drawn],
        }
        return json.dumps(spec, default=default_serialize, ensure_ascii=False, separators=(",", ":"))
