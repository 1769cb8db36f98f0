"""A page that holds nothing but a field for a list in a table's own columns, and the part that publishes it."""

from functools import partial

import streamlit as st

from geodata.catalog.model import Dataset
from geodata.publish.given import Given, of_table
from pages._ui.own import publishing


def _rows(content: bytes, name: str, dataset: Dataset) -> Given:
    found = of_table(content, name, dataset)
    assert found
    return found


file = st.file_uploader("名单", key="file")
publishing.offer({file.name: partial(_rows, file.getvalue(), file.name)} if file else {}, "zh")
