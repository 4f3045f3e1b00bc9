"""What people decide: data/office/office.sqlite, append-only, never in a warehouse.

A warehouse is made anew from the lake; what a person said once cannot be. So decisions are written
down here, each with who and when, and nothing that was written is ever changed.
"""
