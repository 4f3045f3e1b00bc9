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
from ui.frame import has_data, page_frame, part
from ui.words import t

page_frame("data_quality", needs_data=False)
if not has_data():
    data_loading.block()
    data_upload.upload()
    st.stop()

# 1. The answer, and the way to load more
with part("data_quality.batches_head"):
    data_views.sentence()
data_loading.block()
data_upload.upload()
with part("held.head"):
    data_held.held()

# 2. What needs correcting, in plain words; and whom names mean
with part("data_quality.wrong_head"):
    data_rejects.rejects()
with part("names.head"):
    data_names.names()

# 3. What was received, and which months are missing
with part("data_completeness.months_head"):
    data_completeness.completeness()
with part("data_quality.sources_head"):
    data_views.sources()
with part("data_quality.batches_head"):
    data_views.batches()

# 4. How complete it is, and whether ledgers and cases agree
with part("data_gaps.whole_head"):
    st.markdown(f"### {t('data_gaps.whole_head')}", anchors=False)
    cards.row(("D01", "D05"), "data_cards")
    data_gaps.located()
with part("data_gaps.ledger_head"):
    data_gaps.ledgers()
with part("data_lists.doubts_head"):
    data_lists.lists()
with part("data_flags.flags_head"):
    data_flags.flags()

# 5. What cannot be computed yet
with part("data_gaps.missing_head"):
    data_gaps.missing()
