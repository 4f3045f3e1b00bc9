"""Grid coverage: which grids have no window within walking distance?"""

import streamlit as st

from ui import coverage_map, coverage_views
from ui.frame import page_frame
from ui.map_views import skip_link
from ui.words import t

page_frame("grid_coverage")
chosen = coverage_views.place_only()

# 1. The answer, and the headline figures
answer = st.container()
coverage_views.draw_cards(chosen)
if coverage_views.said_no_grids(chosen):
    st.stop()

# 2. The circle, and the grids inside and outside it
left, right = st.columns([2, 1], gap="medium")
with right:
    radius_m = coverage_views.choose_radius()
    circles = st.toggle(t("grid_coverage.circles"), key="grids_circles")
    grids = coverage_views.grids_of(chosen, radius_m)
    outlets = coverage_views.open_outlets(chosen)
    coverage_map.draw_legend(grids, outlets, radius_m, circles=circles)
    coverage_views.assumptions(radius_m)
with answer:
    coverage_views.sentence(grids, radius_m)
with left:
    skip_link(t("grid_coverage.to_table"), "grids")
    coverage_map.draw_map(grids, outlets, chosen, radius_m, circles=circles)

# 3. The rows behind the picture
st.subheader(t("grid_coverage.list"), anchor="grids")
coverage_views.draw_list(grids)
coverage_views.draw_places(grids, chosen)
