import json
from math import exp, log

import fastexcel
import pytest
from award_city import CASES, OUTLETS, drop_award_city
from conftest import build_city, open_in_apptest
from typer.testing import CliRunner

from analysis.awards.shortlist import shortlist
from analysis.warehouse import current_release
from etl.__main__ import app


@pytest.fixture(scope="module")
def award_city(tmp_path_factory):
    root = tmp_path_factory.mktemp("award_city")
    drop_award_city(root)
    return build_city(root)


@pytest.fixture
def open_awards(award_city, data_folder):
    data_folder(award_city)
    return lambda **query: open_in_apptest("awards", **query)


def said(app):
    return " ".join(element.value for element in [*app.markdown, *app.caption, *app.info])


def score_by_hand(late: int) -> float:
    """The score of an outlet with so many late cases: only K04 differs between the outlets.

    All fourteen outlets are peers on K04, five cases of the thirteenth included.
    """
    x = [CASES - 2 * at for at in range(OUTLETS)] + [5, CASES]
    n = [CASES] * OUTLETS + [5, CASES]
    m = sum(x) / sum(n)
    v = m * (1 - m)
    w = [cases / v for cases in n]
    q = sum(wi * (a / b - m) ** 2 for wi, a, b in zip(w, x, n, strict=True))
    between = (q - (len(n) - 1)) / (sum(w) - sum(wi**2 for wi in w) / sum(w))
    worth = v / between - 1
    theta = (CASES - late + m * worth) / (CASES + worth)
    k04 = 1 + 99 * min(1, (theta - 0.80) / 0.195)
    standards = ((1 + 99 * 20 / 28) + (1 + 99 * 0.3 / 0.5)) / 2
    return exp(0.30 * log((k04 + 100) / 2) + 0.45 * log(100) + 0.25 * log(standards))


def test_the_score_on_screen_is_the_one_worked_out_by_hand(open_awards):
    app = open_awards()

    assert not app.exception
    rows = app.dataframe[0].value
    assert rows["outlet_name"].tolist() == ["窗口A00", "窗口A02", "窗口A04", "窗口A01"]
    assert rows["place_words"].tolist() == [*["名额内"] * 3, "差额备选"]
    by_hand = [score_by_hand(late) for late in (0, 4, 8, 2)]
    assert rows["score"].tolist() == pytest.approx(by_hand)
    assert f"得分{by_hand[0]:.2f}" in said(app)


def test_one_place_per_industry_moves_the_second_of_each(open_awards):
    app = open_awards()

    gap = score_by_hand(2) - score_by_hand(8)
    assert f"窗口A01：因行业名额上限未入选，比末位入选的“窗口A04”高{gap:.2f}分" in said(app)


def test_everybody_is_counted_once(open_awards):
    app = open_awards()

    assert [metric.value for metric in app.metric] == ["14", "12", "1", "1"]


@pytest.mark.parametrize(
    ("view", "name", "reason"),
    [
        ("small", "窗口A12", "办结5件，不足200件，主动评价5条，不足30条"),
        ("ineligible", "窗口A13", "暗访0次，不足1次"),
    ],
)
def test_those_left_out_are_listed_with_their_reason(open_awards, view, name, reason):
    app = open_awards()
    app.segmented_control(key="award_view").set_value(view).run()

    rows = app.dataframe[0].value
    assert rows["outlet_name"].tolist() == [name]
    assert rows["reason"].tolist() == [reason]


def test_every_condition_of_an_outlet_says_whether_it_is_met_or_unknown(open_awards):
    app = open_awards()

    rows = app.dataframe[-1].value.set_index("name_zh")
    assert rows.loc["设施必备项", ["state", "found_zh"]].tolist() == ["符合", "必备项1项全部合格"]
    assert rows.loc["违纪违法", "state"] == "待核实"
    assert rows.loc["严重超期", ["state", "found_zh"]].tolist() == ["符合", "未发现"]
    assert "0项不符合，6项待核实" in said(app)


def test_a_place_filter_narrows_the_rows_and_leaves_the_ranks(open_awards):
    app = open_awards(industry="water_supply")

    rows = app.dataframe[0].value
    assert rows["outlet_name"].tolist() == ["窗口A02"]
    assert rows["rank"].tolist() == [3]
    assert "全市12个单位符合资格" in said(app)


def test_the_page_speaks_english(open_awards):
    app = open_awards(lang="en")

    assert not app.exception
    assert app.title[0].value == "Which windows can be recommended?"
    assert "City-wide 12 outlets pass the gates" in said(app)


def test_the_words_of_a_method_or_a_decision_are_not_on_the_page(open_awards):
    app = open_awards()

    method = {element.value for expander in app.expander for element in expander.markdown}
    shown = " ".join(element.value for element in app.markdown if element.value not in method)
    assert not [word for word in ("贝叶斯", "Wilson", "置信区间", "表彰决定") if word in shown]
    assert "候选建议" in said(app)


def test_the_workbook_holds_the_rows_of_the_page(open_awards):
    app = open_awards()

    content = shortlist(current_release()).to_workbook()
    book = fastexcel.read_excel(content)
    listed = book.load_sheet("名单").to_polars()
    assert listed["得分"].to_list() == pytest.approx(app.dataframe[0].value["score"].tolist())
    assert listed["窗口单位"].to_list() == app.dataframe[0].value["outlet_name"].tolist()


def test_the_command_line_proposes_the_same_in_words_and_keeps_its_codes_for_programs(
    award_city, data_folder
):
    data_folder(award_city)
    told = CliRunner().invoke(app, ["shortlist"]).stdout
    given = json.loads(CliRunner().invoke(app, ["shortlist", "--json"]).stdout)

    for word in ("名额内", "差额备选", "提请评审", "窗口单位", "必备项1项全部合格"):
        assert word in told
    assert [(row["place"], row["outlet_name"]) for row in given["shortlist"]] == [
        *(("quota", name) for name in ("窗口A00", "窗口A02", "窗口A04")),
        ("reserve", "窗口A01"),
    ]
    assert given["small_outlets"] == []  # one small outlet for two places: no list, and it is said
    assert any("小微网点未形成名单" in note for note in given["notes"])


def test_a_city_without_a_candidate_says_so(open_page):
    app = open_page("awards")

    assert not app.exception
    assert "未形成名单：没有符合资格的候选单位。" in said(app)
