"""Award candidates: gates, fair estimates, scores with their uncertainty, quotas, a shortlist.

The computer recommends and documents; a panel decides. Follow a score through the modules in
this order: rules, eligibility, indicators, shrinkage, scoring, simulation, selection, shortlist.
"""
