"""The columns that a figure takes, in words: the same on its card and on the data page."""

from ui.words import WORDS, t


def need(line: str) -> str:
    """One line of `requires`, such as `tickets.due_at | tickets.promised_days`, in words."""
    return t("data_gaps.or").join(_column(part.strip()) for part in line.split("|"))


def _column(path: str) -> str:
    source, _, column = path.partition(".")
    keys = (f"required_columns.{path}", f"required_columns.{column}")
    name = next((t(key) for key in keys if key in WORDS), column)
    return t("data_gaps.of_source", source=t(f"data_quality.source_{source}"), column=name)
