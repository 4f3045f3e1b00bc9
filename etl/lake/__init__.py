"""Batches of rows as files that are never changed, each with a record that is written last."""
