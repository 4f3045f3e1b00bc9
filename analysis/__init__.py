"""The warehouse asked: queries, KPIs, awards. No Streamlit here: the command line uses it too."""
