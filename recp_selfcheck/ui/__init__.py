"""Streamlit's side: what surrounds pages and what several of them share."""
