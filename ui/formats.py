"""Numbers, dates and lengths as a reader sees them, in both languages; nothing else formats.

Rates arrive as fractions, distances in metres, durations in working days. Missing is a dash,
zero is 0. Fewer than 10 cases give no rate; 10 to 29 give it greyed, with its interval.
"""

import re
from datetime import date, datetime

from ui.words import language, pick

MISSING = "—"
RATES = ("%", "/万")

_UNITS_EN = {
    "件": " cases", "个": "", "分": " points", "人": " people", "家": " windows", "": "",
    "秒": " s", "通": " calls", "份": " forms",
    "件/人": " cases per worker", "个工作日": " working days",
}  # fmt: skip
_ONE_EN = {
    "件": " case", "分": " point", "人": " person", "家": " window", "通": " call", "份": " form",
}  # fmt: skip
# What is measured, not counted: one decimal tells enough of it, and it changes by differences.
_MEASURED = ("分", "秒", "件/人", "个工作日")
_MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:^-])")
# What `escaped` and the sentences of ui.words put into text for Markdown alone.
_MARKED = re.compile(_MARKDOWN.pattern.join((r"\\", r"|\*\*|\u2060|:material/\w+: ?|:\w+\[|\]")))
# Markdown makes links of these by itself, escaped or not; an unseen joiner keeps them words.
_LINKED = re.compile(r"(https?:(?=//)|www(?=\.)|@)", re.IGNORECASE)


def rate(value: float | None, decimals: int = 2) -> str:
    """Return a fraction as a percentage: 0.968 → 96.80%."""
    return MISSING if value is None else _figure(value, f".{decimals}%")


def points(change: float | None, decimals: int = 2) -> str:
    """Return a difference of two fractions in percentage points with its sign."""
    if change is None:
        return MISSING
    return f"{signed(change * 100, decimals)}{pick('个百分点', ' pp')}"


def count(value: float | None, unit: str = "件") -> str:
    """Return a number of things with thousands separators and its unit: 12,345件."""
    return MISSING if value is None else _with_unit(_figure(value, ",.0f"), unit)


def number(value: float | None, decimals: int = 0) -> str:
    """Return a bare number with thousands separators."""
    return MISSING if value is None else _figure(value, f",.{decimals}f")


def share_of_change(now: float | None, before: float | None) -> str:
    """Return the change of a volume in per cent with its sign; a dash when there was none."""
    if now is None or not before:
        return MISSING
    return f"{signed((now / before - 1) * 100, 1)}%"


def parts(numerator: float | None, denominator: float | None, unit: str = "件") -> str:
    """Return the parts of a rate: 974/1,006件."""
    if numerator is None or denominator is None:
        return MISSING
    return f"{number(numerator)}/{count(denominator, unit)}"


def workdays(days: float | None) -> str:
    """Return a duration in working days: 3.5个工作日."""
    return MISSING if days is None else f"{days:,.1f}{pick('个工作日', ' working days')}"


def distance(metres: float | None) -> str:
    """Return a length: 820米 below a kilometre, 1.2公里 from there."""
    if metres is None:
        return MISSING
    if round(metres) < 1000:
        return f"{metres:.0f}{pick('米', ' m')}"
    return f"{metres / 1000:,.1f}{pick('公里', ' km')}"


def people(persons: float | None) -> str:
    """Return a population: 3.4万人, or 820人 below ten thousand."""
    if persons is None:
        return MISSING
    if language() == "en" or persons < 10_000:
        return count(persons, "人")
    return f"{persons / 10_000:,.1f}万人"


def kpi(value: float | None, unit: str, decimals: int | None = None) -> str:
    """Return the value of a KPI in the unit that its catalogue entry names.

    Args:
        value: As the warehouse has it.
        unit: Of the entry.
        decimals: 2 unless told; 1 for what is measured.
    """
    if decimals is None:
        decimals = 1 if unit in _MEASURED else 2
    if value is None:
        return MISSING
    if unit == "%":
        return rate(value, decimals)
    if unit == "百分点":
        return points(value, decimals)
    if unit == "/万":
        return f"{number(value, decimals)}{pick('件/万件', ' per 10,000')}"
    if unit in _MEASURED:
        return f"{number(value, decimals)}{_unit(unit)}"
    if unit == "万人":
        return people(value * 10_000)
    return count(value, unit)


def filed(value: float | None, unit: str) -> tuple[float | None, str]:
    """Return a KPI's value and unit as a file has them: shares are fractions, and say so."""
    if unit == "%":
        return value, pick("比率（小数）", "share (fraction)")
    if unit == "百分点":
        return None if value is None else value * 100, pick("百分点", "pp")
    if unit == "/万":
        return value, pick("件/万件", "per 10,000")
    return value, _unit(unit).strip()


def card_decimals(value: float | None, unit: str, target: float | None = None) -> int | None:
    """Return how many decimals a card shows: one of a rate, or two where one would tell an untruth.

    Rounded to one, 97.96% would stand beside a target of 98% that it misses, and 4,999 of 5,000
    as all of them.

    Args:
        value: As the warehouse has it.
        unit: Of the KPI's entry.
        target: In the unit of the value.
    """
    if value is None or unit not in (*RATES, "百分点"):
        return None
    scale = 1 if unit == "/万" else 100
    marks = (0.0, target, 1.0 if unit == "%" else None)
    is_taken_for_one = any(
        mark is not None and value != mark and round(value * scale, 1) == round(mark * scale, 1)
        for mark in marks
    )
    return 2 if is_taken_for_one else 1


def kpi_change(now: float | None, before: float | None, unit: str, decimals: int = 2) -> str:
    """Return the change of a KPI: percentage points for shares, per cent for volumes."""
    if now is None or before is None:
        return MISSING
    if unit in ("%", "百分点"):
        return points(now - before, decimals)
    if unit in _MEASURED:
        return f"{signed(now - before, 1)}{_unit(unit)}"
    return share_of_change(now, before)


def gap(value: float | None, target: float | None, unit: str, decimals: int = 2) -> str:
    """Return how far a value is from its target, signed and in the unit of a difference."""
    if value is None or target is None:
        return MISSING
    if unit in ("%", "百分点"):
        return points(value - target, decimals)
    digits = 1 if unit in _MEASURED else {"/万": decimals}.get(unit, 0)
    return _with_unit(signed(value - target, digits), unit)


def day(value: date | None) -> str:
    """Return a day: 2026年11月3日."""
    if value is None:
        return MISSING
    return pick(
        f"{value.year}年{value.month}月{value.day}日",
        f"{value.day} {_MONTHS_EN[value.month - 1]} {value.year}",
    )


def short_day(value: date | None) -> str:
    """Return a day without its year: 11月3日."""
    if value is None:
        return MISSING
    return pick(f"{value.month}月{value.day}日", f"{value.day} {_MONTHS_EN[value.month - 1]}")


def moment(value: datetime | None) -> str:
    """Return an instant to the minute; the end of a day is said as that day, whole hours as 18时."""
    if value is None:
        return MISSING
    if (value.hour, value.minute) == (23, 59):
        return day(value)
    if value.minute == 0:
        return f"{day(value)}{pick(f'{value.hour}时', f', {value.hour:02d}:00')}"
    return f"{day(value)}{pick('', ', ')}{value:%H:%M}"


def month(name: str) -> str:
    """Return the month of a name such as 2026-10: 2026年10月."""
    year, number_ = name.split("-")
    return pick(f"{year}年{int(number_)}月", f"{_MONTHS_EN[int(number_) - 1]} {year}")


def month_ticks(names: list[str]) -> list[str]:
    """Return tick labels for month names: the year stands at the first tick and each January."""
    labels = []
    for at, name in enumerate(names):
        year, number_ = name.split("-")
        short = pick(f"{int(number_)}月", _MONTHS_EN[int(number_) - 1])
        with_year = pick(f"{year}年{int(number_)}月", f"{short} {year}")
        labels.append(with_year if at == 0 or number_ == "01" else short)
    return labels


def listed(names: list[str]) -> str:
    """Return names one after another: 甲、乙、丙."""
    return pick("、", ", ").join(names)


def escaped(text: str) -> str:
    """Return a name from an export so that Markdown shows it and does nothing with it."""
    return _MARKDOWN.sub(r"\\\1", _LINKED.sub("\\1\u2060", text))


def unescaped(text: str) -> str:
    """Return a sentence made for Markdown as it reads on paper."""
    return _MARKED.sub(lambda mark: mark[1] or "", text)


def _figure(value: float, form: str) -> str:
    """A number with its minus as U+2212; what rounds to nothing has none."""
    said = format(value, form)
    if not said.startswith("-"):
        return said
    return ("−" if any(digit in said for digit in "123456789") else "") + said[1:]


def signed(value: float, decimals: int) -> str:
    """Return a difference with its sign, minus as U+2212; what rounds to nothing has none."""
    rounded = round(value, decimals)
    if rounded == 0:
        return f"{0:.{decimals}f}"
    return f"{'+' if rounded > 0 else '−'}{abs(rounded):,.{decimals}f}"


def _with_unit(number_: str, unit: str) -> str:
    """A number and its unit, which English says in the singular of one."""
    is_one = number_.lstrip("+−") == "1" and unit in _ONE_EN
    return number_ + (pick(unit, _ONE_EN[unit]) if is_one else _unit(unit))


def _unit(unit: str) -> str:
    return pick({"/万": "件/万件"}.get(unit, unit), _UNITS_EN.get(unit, f" {unit}"))
