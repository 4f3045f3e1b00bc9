"""Data that reach beyond today are said to, on every page: most likely a date is wrong."""

from datetime import date, timedelta

import pytest
from conftest import build_city, open_in_apptest
from literal_city import drop, drop_city


@pytest.fixture
def complained_on(tmp_path, data_folder):
    """Return what makes pages read the literal city with a complaint of that day."""

    def build(day):
        drop_city(tmp_path / "inbox")
        complaint = f"投诉编号,投诉渠道,接收时间,投诉类别\nC9,来电,{day} 09:00,服务态度\n"
        drop(tmp_path / "inbox", "投诉补报.csv", complaint)
        data_folder(build_city(tmp_path))

    return build


def test_a_source_that_reaches_beyond_today_is_named_on_every_page(complained_on):
    day = date.today() + timedelta(days=3)
    complained_on(day)

    for stem in ("overview", "data_quality"):
        [warning] = open_in_apptest(stem).warning
        assert f"投诉 {day.year}年{day.month}月{day.day}日" in warning.value
        assert "办件" not in warning.value


def test_tomorrow_is_today_somewhere(complained_on):
    complained_on(date.today() + timedelta(days=1))

    assert not open_in_apptest("overview").warning
