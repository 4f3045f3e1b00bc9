"""How large a sample city is, and the months it covers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

SizeName = Literal["small", "city", "province"]

FIRST_DAY = date(2025, 5, 1)
# Data up to: the last export of every source was taken then.
AS_OF = datetime(2026, 11, 3, 18, 0)


@dataclass(frozen=True)
class Size:
    """How many of everything there are."""

    townships: int
    grids: int
    outlets: int
    window_cases: int
    hotline_cases: int


SIZES: dict[SizeName, Size] = {
    "small": Size(20, 120, 40, 2_400, 600),
    "city": Size(72, 1_050, 400, 96_000, 24_000),
    # A province's volume on the same ground: it is there to see what a large load costs.
    "province": Size(180, 4_000, 4_000, 960_000, 240_000),
}


@dataclass(frozen=True)
class Period:
    """One export of cases: what was received in it, and when the export was taken.

    Attributes:
        name: as it stands in the file's name.
        first: first day of receipt.
        last: last day of receipt.
        exported_at: the moment the export shows; later events are not in it.
    """

    name: str
    first: date
    last: date
    exported_at: datetime


PERIODS = (
    Period("2025年5-6月", FIRST_DAY, date(2025, 6, 30), datetime(2025, 7, 9, 9, 10)),
    Period("2025年第3季度", date(2025, 7, 1), date(2025, 9, 30), datetime(2025, 10, 15, 9, 5)),
    Period("2025年第4季度", date(2025, 10, 1), date(2025, 12, 31), datetime(2026, 1, 9, 9, 20)),
    Period("2026年第1季度", date(2026, 1, 1), date(2026, 3, 31), datetime(2026, 4, 10, 9, 0)),
    Period("2026年第2季度", date(2026, 4, 1), date(2026, 6, 30), datetime(2026, 7, 9, 9, 15)),
    Period("2026年第3季度", date(2026, 7, 1), date(2026, 9, 30), datetime(2026, 10, 14, 9, 30)),
    Period("2026年10-11月", date(2026, 10, 1), date(2026, 11, 3), AS_OF),
)
