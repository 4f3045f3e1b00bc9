"""A day as people type it. The calendar of `st.date_input` speaks the browser's language, not the reader's."""

import re
from datetime import date

# Between the figures stands a mark of whatever script, in Chinese the words for year, month and day.
_TYPED = re.compile(r"(\d{4})[^\sA-Za-z\d](\d{1,2})[^\sA-Za-z\d](\d{1,2})[^\sA-Za-z\d]?")


class NoDayError(ValueError):
    """What was typed is no day."""


def typed_day(text: str | None) -> date | None:
    """Return the day that somebody typed; None when nothing was.

    Args:
        text: As 2026-07-01, 2026/7/1 or 2026.7.1, or with the words for year, month and day.

    Raises:
        NoDayError: it is none of these, or no calendar has it.
    """
    typed = (text or "").strip()
    if not typed:
        return None
    found = _TYPED.fullmatch(typed)
    if found is None:
        raise NoDayError(typed)
    try:
        return date(*map(int, found.groups()))
    except ValueError as fault:
        raise NoDayError(typed) from fault
