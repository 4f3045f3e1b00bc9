"""Overview: how are the city's service windows doing, where not, and who must act?"""

from ui import attention, cards, evidence, filters, kpi_list, overview, rankings, summaries, tasks
from ui.frame import page_frame, part

page_frame("overview", overview.title)

# 1. The answer, in one sentence
overview.sentence()

# 2. The core figures
cards.row(overview.core(), "core_cards")

# 3. Who must act
attention.attention()

# 4. Rankings: places, then departments, companies and townships
rankings.places()
rankings.groups()

# 5. What was assigned
with part("tasks.file"):
    tasks.block()

# 6. Every figure that the exports allow, and the rows behind each
kpi_list.every_figure()
with part("summaries.head"):
    summaries.block()
evidence.block(filters.current(), "rows")

# 7. What the numbers rest on
overview.notes()
