"""Entry point: language, shared filters, the list of pages, nothing else. `streamlit run dashboard.py`."""

import streamlit as st

from ui import filter_address, filter_bar, frame, queries, styles
from ui.words import t

# File and icon. Each address is its file's stem, so that a server just started knows it before this
# script has ever run (docs/decisions, and ui.frame.require_shell).
PAGES = (
    ("overview", "dashboard"),
    ("outlet_map", "map"),
    ("grid_coverage", "grid_on"),
    ("on_time", "schedule"),
    ("awards", "military_tech"),
    ("data_quality", "fact_check"),
)

st.set_page_config(page_title="明窗 Mingchuang", page_icon=frame.ICON, layout="wide")
frame.enter_shell()
styles.mute_notes()
filter_bar.choose_language()
styles.print_whole()
filter_address.keep()
page = st.navigation(
    [
        st.Page(
            f"pages/{stem}.py",
            title=t(f"pages.{stem}"),
            icon=f":material/{icon}:",
            default=stem == "overview",
        )
        for stem, icon in PAGES
    ]
)
frame.freeze_heap()
with frame.explained():
    if queries.open_release():
        filter_bar.draw(page.url_path)
    page.run()
