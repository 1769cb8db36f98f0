"""Facts in, answers out. Imports neither streamlit nor a drawing library."""

from typing import Final

VERSION: Final = "0.1.0"  # of the product; the data carry a version of their own (Store.version)
