"""The floor: an app of one line, which costs what Streamlit itself costs."""

import streamlit as st

st.set_page_config(layout="wide")
st.text("ready")
