"""The server as app.py makes it, with nothing but the part that publishes as its page."""

from pathlib import Path

import streamlit as st

from app import MIDDLEWARE, lifespan
from pages._http.routes import served_routes

PAGE = Path(__file__).parents[2] / "pages" / "own" / "publishing_page.py"
app = st.App(str(PAGE), routes=served_routes(), middleware=MIDDLEWARE, lifespan=lifespan)
