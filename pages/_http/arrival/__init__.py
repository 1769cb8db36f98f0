"""How the app is opened: Streamlit's page with a first picture, or the way to the light pages."""
