"""The command line: the commands of `python -m etl`, their words and their options."""
