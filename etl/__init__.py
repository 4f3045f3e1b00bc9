"""Exports to warehouse: files are read, cleaned, kept in the lake, built and published."""
