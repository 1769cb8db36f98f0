"""The same with folium: every table in one map, sent whole on each run by st_folium."""

import os
import sys
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

from geodata.store.store import load

sys.path.insert(0, str(Path(__file__).parents[2]))
SITES = {"eldercare": "#ee7733", "tourism": "#0077bb", "alliance_members": "#009988"}
# Without the internet Leaflet must come from somewhere: from the app it is measured against.
folium.Map.default_js = [("leaflet", os.environ["LEAFLET"] + "leaflet.js")]
folium.Map.default_css = [("leaflet", os.environ["LEAFLET"] + "leaflet.css")]
st.set_page_config(layout="wide")


@st.cache_data
def table(name):
    """Return the columns of a dataset that the map needs."""
    frame = load().get(name)
    return frame[[column for column in ("id", "name_zh", "category", "lon", "lat", "geometry") if column in frame]]


drawn = folium.Map([30.0, 105.6], zoom_start=7, tiles=None)
folium.GeoJson(table("counties"), style_function=lambda _: {"color": "#bfb7a8", "weight": 1}).add_to(drawn)
folium.GeoJson(table("corridor_lines"), style_function=lambda _: {"color": "#1f4e79", "weight": 2}).add_to(drawn)
categories = sorted(table("tourism")["category"].unique())
wanted = st.sidebar.multiselect("category", categories, key="category")
for name, color in SITES.items():
    if st.sidebar.checkbox(name, value=True, key=name):
        rows = table(name)
        if name == "tourism" and wanted:
            rows = rows[rows["category"].isin(wanted)]
        for row in rows.itertuples():
            folium.CircleMarker([row.lat, row.lon], radius=4, color=color, tooltip=row.name_zh).add_to(drawn)
st_folium(drawn, height=760, use_container_width=True, returned_objects=[], key="map")
