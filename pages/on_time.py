"""On-time completion: are cases finished on time, where not, and why was each due when it was?"""

from ui import on_time_gap, on_time_lists, on_time_members, on_time_views, ticket_explained
from ui.frame import page_frame
from ui.words import t

page_frame("on_time")
definition = on_time_views.definition()
linked = ticket_explained.asked()

# 1. The answer, its definition, the figures
on_time_views.sentence(definition)
on_time_views.switch(definition)
if linked:
    ticket_explained.why()
on_time_views.figures(definition)

# 2. Over time, and why the definitions differ
on_time_views.months(definition)
cohort = on_time_gap.gap()
of_cohort = on_time_lists.cohort(cohort) if cohort else None

# 3. Who
level, member = on_time_members.members(definition)

# 4. The cases, and why each was due when it was
about = on_time_lists.narrowed(level, member)
picked = on_time_lists.lists(definition, about)
if not linked:
    ticket_explained.why(of_cohort, picked)
elif of_cohort or picked:
    ticket_explained.leave_link()

# 5. What stands beside
counts = on_time_gap.beside(definition)
if counts["no_deadline"]:
    name = t("on_time.no_deadline_file")
    everyone = on_time_lists.narrowed(level, None)
    on_time_lists.files("no_deadline", name, everyone, counts["no_deadline"])
