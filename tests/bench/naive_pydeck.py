"""What most people would write first: every table as a layer of one st.pydeck_chart, sent whole on each run."""

import sys
from pathlib import Path

import pydeck as pdk
import streamlit as st

from geodata.store.store import load

sys.path.insert(0, str(Path(__file__).parents[2]))
SITES = {"eldercare": [238, 119, 51], "tourism": [0, 119, 187], "alliance_members": [0, 153, 136]}
st.set_page_config(layout="wide")


@st.cache_data
def table(name):
    """Return the columns of a dataset that the map needs."""
    frame = load().get(name)
    return frame[[column for column in ("id", "name_zh", "category", "lon", "lat", "geometry") if column in frame]]


layers = [
    pdk.Layer("GeoJsonLayer", data=table("counties"), id="counties", stroked=True, get_fill_color=[253, 250, 240],
              get_line_color=[190, 183, 168], line_width_min_pixels=1, pickable=True),
    pdk.Layer("GeoJsonLayer", data=table("corridor_lines"), id="corridors", get_line_color=[31, 78, 121],
              line_width_min_pixels=2, pickable=True),
]  # fmt: skip
categories = sorted(table("tourism")["category"].unique())
wanted = st.sidebar.multiselect("category", categories, key="category")
for name, color in SITES.items():
    if st.sidebar.checkbox(name, value=True, key=name):
        rows = table(name)
        if name == "tourism" and wanted:
            rows = rows[rows["category"].isin(wanted)]
        layers.append(
            pdk.Layer("ScatterplotLayer", data=rows.drop(columns="geometry"), id=name, get_position="[lon, lat]",
                      get_radius=4, radius_units='"pixels"', get_fill_color=color, pickable=True)
        )  # fmt: skip
view = pdk.ViewState(longitude=105.6, latitude=30.0, zoom=6.4)
deck = pdk.Deck(layers=layers, initial_view_state=view, map_provider=None, tooltip={"text": "{name_zh}"})
st.pydeck_chart(deck, height=760, key="map")
