"""Data quality: what was received, how far does it reach, and what needs correcting?"""

import streamlit as st

from ui import (
    cards,
    data_completeness,
    data_flags,
    data_gaps,
    data_held,
    data_lists,
    data_loading,
    data_names,
    data_rejects,
    data_upload,
    data_views,
)
from ui.frame import has_data, page_frame
from ui.words import t

page_frame("data_quality", needs_data=False)
if not has_data():
    data_loading.block()
    data_upload.upload()
    st.stop()

# 1. The answer, and the way to load more
data_views.sentence()
data_loading.block()
data_upload.upload()
data_held.held()

# 2. What needs correcting, in plain words; and whom names mean
data_rejects.rejects()
data_names.names()

# 3. What was received, and which months are missing
data_completeness.completeness()
data_views.sources()
data_views.batches()

# 4. How complete it is, and whether ledgers and cases agree
st.markdown(f"### {t('data_quality.whole_head')}", anchors=False)
cards.row(("D01", "D05"), "data_cards")
data_gaps.located()
data_gaps.ledgers()
data_lists.lists()
data_flags.flags()

# 5. What cannot be computed yet
data_gaps.missing()
