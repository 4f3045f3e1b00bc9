"""Award candidates: which windows can be recommended, how surely, and on what evidence?"""

from ui import award_conditions, award_evidence, award_nominations, award_views, filters
from ui.frame import page_frame, part

page_frame("awards")
chosen = filters.current()
found = award_views.drawn_up()
outlets = award_views.shown(found, chosen)

award_views.sentence(found)
award_views.counts(found, outlets)
award_views.picture(found, outlets, chosen)
outlet = award_views.lists(found, outlets)
award_evidence.evidence(found, outlet)
award_conditions.met(found, outlet)
with part("awards.nominations"):
    award_nominations.nominations(outlet)
award_evidence.rules(found)
