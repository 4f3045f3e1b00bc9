"""Names of the columns that figures take; a path where the name alone means several columns."""

from analysis.correction_words import COLUMNS

WORDS: dict[str, tuple[str, str]] = {
    f"required_columns.{column}": name for column, name in COLUMNS.items()
}
