"""Nominations and opinions beside an award's scores, in a city worked out by hand."""

import io

import polars as pl
import pytest
from award_city import drop_award_city
from conftest import build_city, open_in_apptest
from literal_city import drop

from analysis.awards.shortlist import shortlist
from analysis.warehouse import current_release
from ui.words import WORDS

NOMINATIONS = """申报编号,奖项,申报对象编号,规范全称,推荐单位,类别,推荐意见,日期
N0,十佳服务窗口,A00,窗口A00,某某区,服务窗口,同意推荐,2026-09-20
N1,十佳服务窗口,A01,窗口A01,某某区,,,2026-09-20
N2,十佳服务窗口,A02,窗口A02,某某区,,,2026-09-20
N3,十佳服务窗口,A03,窗口A03,某某区,,,2026-09-20
N4,另一奖项,A04,窗口A04,某某区,,,2026-09-20
"""
OPINIONS = """申报编号,规范全称,征求部门,函号,结论,日期
N0,,市公安局,函〔2026〕1号,无异议,2026-10-08
N0,,市税务局,函〔2026〕2号,无异议,2026-10-09
,窗口A01,市公安局,,未回复,
N1,,市税务局,,无异议,2026-10-09
N2,,市公安局,,有异议,2026-10-08
N2,,市税务局,,未回复,
"""


def built(root, **files):
    drop_award_city(root)
    for name, text in files.items():
        drop(root / "inbox", f"{name}.csv", text)
    return build_city(root)


@pytest.fixture(scope="module")
def nominated_city(tmp_path_factory):
    return built(tmp_path_factory.mktemp("nominated"), 申报推荐=NOMINATIONS, 征求意见=OPINIONS)


@pytest.fixture(scope="module")
def plain_city(tmp_path_factory):
    return built(tmp_path_factory.mktemp("plain"))


def candidates(app):
    app.session_state["award_view"] = "candidates"
    app.run()
    assert not app.exception
    return app.dataframe[0].value


def test_the_candidates_say_whether_their_opinions_are_complete(nominated_city, data_folder):
    data_folder(nominated_city)

    rows = candidates(open_in_apptest("awards"))

    told = dict(rows[["outlet_name", "opinions"]].itertuples(index=False))
    assert [told[f"窗口A{at:02d}"] for at in range(6)] == [
        "齐全", "缺1", "缺1，异议1", "未征求", "未申报", "未申报",
    ]  # fmt: skip


def test_the_basis_names_who_recommends_and_who_has_not_answered(nominated_city, data_folder):
    data_folder(nominated_city)

    app = open_in_apptest("awards")

    said = " ".join(one.value for one in app.markdown)
    assert not app.exception
    # The first of the list is A00, who finished nothing late.
    assert "某某区推荐，类别服务窗口，2026年9月20日；推荐意见：同意推荐" in said
    assert "征求意见：**齐全**。不影响得分。" in said and "未回复：" not in said
    rows = app.dataframe[-1].value.to_dict("records")
    assert [(row["department"], row["letter_no"], row["conclusion"]) for row in rows] == [
        ("市公安局", "函〔2026〕1号", "无异议"),
        ("市税务局", "函〔2026〕2号", "无异议"),
    ]
    assert [str(row["answered_on"])[:10] for row in rows] == ["2026-10-08", "2026-10-09"]


def test_the_basis_speaks_english(nominated_city, data_folder):
    data_folder(nominated_city)

    app = open_in_apptest("awards", lang="en")

    assert not app.exception
    assert "Opinions: **complete**. They change no score." in [one.value for one in app.markdown]
    listed = dict(app.dataframe[0].value[["outlet_name", "opinions"]].itertuples(index=False))
    assert listed == {
        "窗口A00": "complete",
        "窗口A02": "1 missing, 1 object",
        "窗口A04": "not nominated",
        "窗口A01": "1 missing",
    }


def test_they_change_no_score_and_stand_in_the_workbook(nominated_city, plain_city, data_folder):
    data_folder(plain_city)
    plain = shortlist(current_release())
    data_folder(nominated_city)
    told = shortlist(current_release())

    assert told.outlets.drop("opinions_zh", "opinions_en").equals(plain.outlets)
    sheet = pl.read_excel(io.BytesIO(told.to_workbook()), sheet_name="全部得分")
    assert dict(sheet.select("单位编号", "征求意见").rows())["A02"] == "缺1，异议1"
    without = pl.read_excel(io.BytesIO(plain.to_workbook()), sheet_name="全部得分")
    assert "征求意见" not in without.columns


def test_without_nominations_the_page_says_nothing_of_them(plain_city, data_folder):
    data_folder(plain_city)

    app = open_in_apptest("awards")

    assert not app.exception
    assert f"#### {WORDS['awards.nominations'][0]}" not in [one.value for one in app.markdown]
    assert "opinions" not in candidates(app).columns
