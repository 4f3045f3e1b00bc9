from datetime import date, datetime

import pytest

from ui import formats
from ui.words import speaking


@pytest.mark.parametrize(
    ("shown", "zh", "en"),
    [
        (lambda: formats.rate(0.968), "96.80%", "96.80%"),
        (lambda: formats.rate(0.0), "0.00%", "0.00%"),
        (lambda: formats.rate(None), "—", "—"),
        (lambda: formats.rate(-0.0123), "−1.23%", "−1.23%"),
        (lambda: formats.kpi(-1.39, "分", 2), "−1.39分", "−1.39 points"),
        (lambda: formats.kpi(-0.04, "分"), "0.0分", "0.0 points"),
        (lambda: formats.number(-1234.0), "−1,234", "−1,234"),
        (lambda: formats.count(-1), "−1件", "−1 case"),
        (lambda: formats.points(-0.0035), "−0.35个百分点", "−0.35 pp"),
        (lambda: formats.points(0.012), "+1.20个百分点", "+1.20 pp"),
        (lambda: formats.points(-0.00001), "0.00个百分点", "0.00 pp"),
        (lambda: formats.count(12345), "12,345件", "12,345 cases"),
        (lambda: formats.count(1), "1件", "1 case"),
        (lambda: formats.count(1001, "人"), "1,001人", "1,001 people"),
        (lambda: formats.people(1), "1人", "1 person"),
        (lambda: formats.gap(1, 0, "件"), "+1件", "+1 case"),
        (lambda: formats.parts(974, 1006), "974/1,006件", "974/1,006 cases"),
        (lambda: formats.share_of_change(110, 100), "+10.0%", "+10.0%"),
        (lambda: formats.share_of_change(110, 0), "—", "—"),
        (lambda: formats.workdays(3.5), "3.5个工作日", "3.5 working days"),
        (lambda: formats.distance(820.4), "820米", "820 m"),
        (lambda: formats.distance(999.6), "1.0公里", "1.0 km"),
        (lambda: formats.distance(1234), "1.2公里", "1.2 km"),
        (lambda: formats.people(34_000), "3.4万人", "34,000 people"),
        (lambda: formats.people(820), "820人", "820 people"),
        (lambda: formats.kpi(4.286, "/万"), "4.29件/万件", "4.29 per 10,000"),
        (lambda: formats.kpi(91.26, "分"), "91.3分", "91.3 points"),
        (lambda: formats.kpi(88.79, "分", 2), "88.79分", "88.79 points"),
        (lambda: formats.kpi(9.119, "秒"), "9.1秒", "9.1 s"),
        (lambda: formats.kpi_change(9.1, 12, "秒"), "−2.9秒", "−2.9 s"),
        (lambda: formats.gap(9.1, 12, "秒"), "−2.9秒", "−2.9 s"),
        (lambda: formats.kpi(70.89, "件/人"), "70.9件/人", "70.9 cases per worker"),
        (lambda: formats.kpi_change(3, 5, "个工作日"), "−2.0个工作日", "−2.0 working days"),
        (lambda: formats.kpi(86, "通"), "86通", "86 calls"),
        (lambda: formats.kpi(1.5, "万人"), "1.5万人", "15,000 people"),
        (lambda: formats.gap(0.968, 0.98, "%"), "−1.20个百分点", "−1.20 pp"),
        (lambda: formats.gap(3, 0, "件"), "+3件", "+3 cases"),
        (lambda: formats.kpi_change(90, 91.5, "分"), "−1.5分", "−1.5 points"),
        (lambda: formats.kpi_change(None, 91.5, "%"), "—", "—"),
        (lambda: formats.day(date(2026, 11, 3)), "2026年11月3日", "3 Nov 2026"),
        (lambda: formats.moment(datetime(2026, 11, 3, 18)), "2026年11月3日18时", "3 Nov 2026, 18:00"),
        (lambda: formats.moment(datetime(2026, 11, 3, 8, 5)), "2026年11月3日08:05", "3 Nov 2026, 08:05"),
        (lambda: formats.moment(datetime(2026, 11, 3, 23, 59, 59)), "2026年11月3日", "3 Nov 2026"),
        (lambda: formats.month("2026-10"), "2026年10月", "Oct 2026"),
    ],
)  # fmt: skip
def test_a_number_reads_alike_in_both_languages(shown, zh, en):
    assert shown() == zh
    with speaking("en"):
        assert shown() == en


def test_a_year_stands_at_the_first_tick_and_each_january():
    assert formats.month_ticks(["2025-11", "2025-12", "2026-01"]) == [
        "2025年11月",
        "12月",
        "2026年1月",
    ]


def test_a_name_cannot_become_markdown():
    assert formats.escaped("[窗口](u) :red[a] ![i](u) $x$") == (
        r"\[窗口\]\(u\) \:red\[a\] \!\[i\]\(u\) \$x\$"
    )


@pytest.mark.parametrize("name", ["http://x.cn", "HTTPS://x.cn", "www.x.cn", "a@x.cn"])
def test_a_name_cannot_become_a_link(name):
    shown = formats.escaped(name)

    assert "\u2060" in shown
    assert shown.replace("\u2060", "").replace("\\", "") == name


@pytest.mark.parametrize(
    ("value", "unit", "target", "decimals"),
    [
        (0.947, "%", 0.98, 1),
        (0.9796, "%", 0.98, 2),
        (0.98, "%", 0.98, 1),
        (0.9998, "%", None, 2),
        (0.0004, "%", None, 2),
        (54.52, "/万", None, 1),
        (0.04, "/万", 0.0, 2),
        (12.0, "件", None, None),
        (None, "%", 0.98, None),
    ],
)
def test_a_card_rounds_to_one_decimal_unless_that_would_tell_an_untruth(
    value, unit, target, decimals
):
    assert formats.card_decimals(value, unit, target) == decimals
