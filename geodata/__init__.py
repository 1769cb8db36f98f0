"""Facts in, answers out. Imports neither streamlit nor a drawing library."""
