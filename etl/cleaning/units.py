"""The unit that the brackets of a header name: `服务时长(秒)` is counted in seconds, `走访户数(百户)` in hundreds.

What can be converted exactly is converted; a unit that cannot (days that are no working days) is a question
to whoever exports the file. Brackets that name no unit only explain.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from etl.errors import Said

BRACKETED = re.compile(r"[(\[【〔<][^)\]】〕>]*[)\]】〕>]")
SECONDS = {
    Fraction(1, 1000): "毫秒 ms msec",
    Fraction(1): "秒 秒钟 s sec secs second seconds",
    Fraction(60): "分 分钟 min mins minute minutes",
    Fraction(3600): "时 小时 个小时 h hr hrs hour hours",
}
SIZES = {
    "duration": SECONDS,
    # Office files say days and mean working days; 自然日 is another thing.
    "workday": {Fraction(1): "工作日 个工作日 工作天 天 日 day days workday workdays workingdays"},
    "share": {Fraction(1, 100): "% pct percent", Fraction(1, 1000): "‰"},
    "points": {Fraction(1): "分 point points"},
    "area": {
        Fraction(1): "m2 平方米 平米",
        Fraction(10_000): "万m2 万平方米 万平米 公顷 ha",
        Fraction(1_000_000): "km2 平方公里 平方千米",
    },
}
WORDS = {
    measure: {word: size for size, words in sizes.items() for word in words.split()}
    for measure, sizes in SIZES.items()
}
MULTIPLES = {
    "": 1, "十": 10, "百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 1_000_000,
    "千万": 10_000_000, "亿": 100_000_000,
}  # fmt: skip
COUNTED = re.compile(
    "(十万|百万|千万|十|百|千|万|亿)?(人次|户次|[个人名户次件条处份家位项起单笔台扇]?)"
)
# Nothing of ours is counted in these, and none of them is a fixed number of anything that is.
INEXACT = frozenset(
    [
        "周",
        "星期",
        "月",
        "个月",
        "季度",
        "年",
        "亩",
        "工作小时",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
    ]
)
CALENDAR_DAYS = re.compile("自然日|自然天|日历日|日历天|公历日|calendarday")
# In the header of a count a day or a month says for how long was counted.
NO_COUNT = frozenset(
    [
        "毫秒",
        "ms",
        "秒",
        "秒钟",
        "sec",
        "seconds",
        "分钟",
        "min",
        "minutes",
        "小时",
        "hours",
        "%",
        "pct",
        "percent",
        "‰",
    ]
)
# A promise in hours is a column of its own.
PROMISES = {("promised_days", "duration"): "promised_hours", ("promised_hours", "workday"): "promised_days"}  # fmt: skip
SHARES = frozenset({("tasks", "progress"), ("summaries", "value")})
POINTS = frozenset({"score", "benchmark", "points", "max_points", "deduction"})
# A measurement is in the unit of its item, a coordinate in degrees.
UNMEASURED = frozenset({"value", "longitude", "latitude"})
ENDS = {
    "_days": ("workday", 1), "_seconds": ("duration", 1), "_minutes": ("duration", 60), "_min": ("duration", 60),
    "_hours": ("duration", 3600), "_m2": ("area", 1),
}  # fmt: skip
UNITS_SAID = {
    ("workday", Fraction(1)): Said("工作日", "working days"),
    ("duration", Fraction(1)): Said("秒", "seconds"),
    ("duration", Fraction(60)): Said("分钟", "minutes"),
    ("duration", Fraction(3600)): Said("小时", "hours"),
    ("share", Fraction(1)): Said("比例（60% 或 0.6）", "shares (60% or 0.6)"),
    ("points", Fraction(1)): Said("分", "points"),
    ("area", Fraction(1)): Said("平方米", "square metres"),
    ("count", Fraction(1)): Said("个数", "ones"),
}


@dataclass(frozen=True)
class Told:
    """What the brackets of a header say its numbers are counted in.

    Attributes:
        word: the unit as it stands there.
        column: the column that is meant, mostly the one that the rest of the header names.
        factor: what a number is multiplied by; None where no number makes it exact.
        is_other: the column meant is another than the rest of the header names.
    """

    word: str
    column: str
    factor: Fraction | None
    is_other: bool = False


def measure_of(source: str, column: str) -> tuple[str, Fraction] | None:
    """Return what a column of numbers measures and in which size, None where that is nobody's to say."""
    if (source, column) in SHARES:
        return "share", Fraction(1)
    if column in UNMEASURED:
        return None
    if column in POINTS:
        return "points", Fraction(1)
    ends = (found for end, found in ENDS.items() if column.endswith(end))
    measure, size = next(ends, ("count", 1))
    return measure, Fraction(size)


def unit_told(source: str, column: str, header: str, columns: frozenset[str]) -> Told | None:
    """Return the unit that a header names in brackets, None where it names none.

    Args:
        source: the export.
        column: the column of numbers that the header is known as, brackets aside.
        header: the header as headers are compared: half width, lower case, no spaces.
        columns: all columns of the export.
    """
    own = measure_of(source, column)
    words = [word for inside in BRACKETED.findall(header) for word in _words(inside[1:-1])]
    if own is None or not words:
        return None
    measure, size = own
    # 分钟/次 says minutes, and of what.
    for word in words:
        if (known := _size(measure, word)) is not None:
            return Told(word, column, known / size)
    if measure == "points" and "%" in words:
        return Told("%", column, Fraction(1))
    for word in words:
        for (of, other), target in PROMISES.items():
            if of == column and target in columns and word not in ("天", "日", "day", "days"):
                found, (_, whole) = _size(other, word), measure_of(source, target) or ("", 1)
                if found is not None:
                    return Told(word, target, found / whole, is_other=True)
    for word in words:
        if _is_foreign(measure, word):
            return Told(word, column, None)
    return None


def _words(inside: str) -> list[str]:
    said = re.sub(r"^(单位|按|以|unit)[:：为是]?", "", inside)
    return [part for part in re.split(r"[,，、;；/:：]", said) if part]


def _size(measure: str, word: str) -> Fraction | None:
    if measure != "count":
        return WORDS[measure].get(word)
    counted = COUNTED.fullmatch(word)
    return Fraction(MULTIPLES[counted[1] or ""]) if counted else None


def _is_foreign(measure: str, word: str) -> bool:
    if measure == "count":
        return word in NO_COUNT
    if CALENDAR_DAYS.search(word):
        return not word.startswith(("非", "不"))
    counted = COUNTED.fullmatch(word)
    if word in INEXACT or (counted and counted[1]):
        return True
    return any(word in words for name, words in WORDS.items() if name != measure)


def unit_said(source: str, column: str) -> Said:
    """Return what the numbers of a column are counted in, in words."""
    return UNITS_SAID[measure_of(source, column) or ("count", Fraction(1))]
