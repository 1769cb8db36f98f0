"""Plain HTTP beside the pages; knows starlette, not streamlit."""
