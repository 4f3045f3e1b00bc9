"""Mappings: what a file of a city calls things, written by hand or proposed from the file itself."""
