"""Entry point: language, shared filters, the list of pages, nothing else. `streamlit run dashboard.py`."""

from pathlib import Path

import streamlit as st

from ui import filters, frame, queries
from ui.words import t

# Stem, address, icon. Every address differs from its stem: see ui.frame.require_shell. The page at
# the root has no other address of its own, so the overview is listed twice.
PAGES = (
    ("overview", None, "dashboard"),
    ("overview", "home", "dashboard"),
    ("outlet_map", "map", "map"),
    ("grid_coverage", "grids", "grid_on"),
    ("on_time", "deadlines", "schedule"),
    ("awards", "candidates", "military_tech"),
    ("data_quality", "data", "fact_check"),
)

st.set_page_config(page_title="明窗 Mingchuang", page_icon=frame.ICON, layout="wide")
frame.enter_shell()
filters.choose_language()
page = st.navigation(
    [
        st.Page(
            f"pages/{stem}.py",
            title=t(f"pages.{stem}"),
            url_path=address,
            icon=f":material/{icon}:",
            default=address is None,
            visibility="hidden" if address == "home" else "visible",
        )
        for stem, address, icon in PAGES
        if (Path(__file__).parent / f"pages/{stem}.py").exists()
    ]
)
frame.freeze_heap()
with frame.explained():
    if queries.open_release():
        filters.draw(page.url_path)
    page.run()
