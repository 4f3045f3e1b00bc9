"""Outlet map: where are the windows, and how do they do?"""

import streamlit as st

from ui import (
    filters,
    formats,
    outlet_answer,
    outlet_figures,
    outlet_lists,
    outlet_map,
    outlet_panel,
)
from ui.frame import page_frame
from ui.map_views import skip_link
from ui.words import t

page_frame("outlet_map")
chosen = filters.current()

# 1. The answer, and what colour and size stand for
answer = st.container()
kpi_id, size_id, with_grids = outlet_map.choose_measures()
outlets, shown = outlet_figures.shown(chosen, kpi_id, size_id)
if outlets.is_empty():
    st.info(t("outlet_map.nobody"), icon=":material/search_off:")
    st.stop()
found = outlet_answer.answer(outlets, shown, chosen)
with answer:
    outlet_answer.sentence(found, shown)

# 2. The map, and one outlet beside it
skip_link(t("outlet_map.to_table"), "outlets")
left, right = st.columns([2, 1], gap="medium")
with right:
    picked = outlet_map.choose_outlet(outlets)
with left:
    if shown.rows.is_empty():
        lacks = "no_coordinates" if found.unplaced else "nobody"
        st.info(t(f"outlet_map.{lacks}"), icon=":material/location_off:")
    else:
        outlet_map.draw_map(shown, outlet_answer.title(found, shown), chosen, with_grids=with_grids)
        outlet_map.draw_legend(shown)
with right:
    if picked:
        outlet_panel.panel(picked, chosen)
    else:
        st.caption(t("outlet_map.hint"))
if picked:
    outlet_panel.overdue(picked, chosen)
    outlet_panel.seen(picked, chosen)

# 3. The rows behind the picture, and what the map cannot show
st.subheader(
    f"{t('outlet_map.rows_name')} · {formats.escaped(filters.place_name())}", anchor="outlets"
)
outlet_lists.draw_lists(outlets, shown, chosen)
with st.expander(t("outlet_map.notes")):
    st.caption(t("outlet_map.notes_text"))
