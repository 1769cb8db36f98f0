"""The server as app.py makes it, with nothing but the part that publishes as its page."""

import streamlit as st

from app import MIDDLEWARE, lifespan
from pages._http.routes import served_routes

app = st.App("tests/pages/own/publishing_page.py", routes=served_routes(), middleware=MIDDLEWARE, lifespan=lifespan)
