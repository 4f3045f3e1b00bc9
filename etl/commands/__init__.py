"""What `python -m etl` does, one function per command, and how it is told."""
