"""The one place that reads the computer's clock. It labels; no number and no order goes by it."""

from datetime import datetime


def now() -> datetime:
    """Return the time of the computer, to the second."""
    return datetime.now().replace(microsecond=0)
