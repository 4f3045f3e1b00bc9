from datetime import date

import pytest
from award_frames import PERIOD, indicators, outlet, outlets, rules

from analysis.awards.eligibility import judge


def judged(changes: dict, figures: dict | None = None, **rule_changes) -> dict:
    frame = judge(
        outlets(outlet("1", **changes)),
        indicators({"1": figures or {}}),
        rules(**rule_changes),
        PERIOD[0],
    )
    return frame.row(0, named=True)


def test_an_ordinary_outlet_is_eligible_without_a_word():
    row = judged({})

    assert (row["status"], row["reason_zh"], row["verify_zh"]) == ("eligible", "", "")
    assert row["weight_present"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("changes", "status", "reason"),
    [
        ({"closed_cases": 199, "active_ratings": 30}, "eligible", ""),
        (
            {"closed_cases": 199, "active_ratings": 29},
            "small",
            "办结199件，不足200件，主动评价29条，不足30条",
        ),
        ({"closed_cases": 0}, "ineligible", "办结0件，不足200件，主动评价0条，不足30条"),
        ({"closed_cases": None}, "ineligible", "办结0件，不足200件，主动评价0条，不足30条"),
        ({"inspections": 1}, "ineligible", "检查1次，不足2次"),
        ({"unannounced": 0}, "ineligible", "暗访0次，不足1次"),
        ({"inspectors": 1}, "ineligible", "检查人员1人，不足2人"),
        (
            {"must_haves_failed": "禁烟标志、意见箱(簿)", "must_haves_failed_en": "x, y"},
            "ineligible",
            "必备项不合格：禁烟标志、意见箱(簿)",
        ),
        ({"is_registered": False}, "ineligible", "未在窗口单位台账登记"),
        ({"closed_on": date(2026, 5, 1)}, "ineligible", "已于2026-05-01停止服务"),
        ({"opened_on": date(2025, 10, 27)}, "ineligible", "2025-10-27开业，不足12个月"),
        ({"opened_on": date(2025, 10, 26)}, "eligible", ""),
    ],
)
def test_each_gate_has_its_reason(changes, status, reason):
    row = judged(changes)

    assert (row["status"], row["reason_zh"]) == (status, reason)


def test_every_failed_gate_is_said_in_both_languages():
    row = judged({"closed_cases": 3, "inspections": 0, "unannounced": 0, "inspectors": 0})

    assert row["status"] == "small"
    assert row["reason_zh"].count("；") == 3
    assert row["reason_en"].startswith(
        "3 cases closed, fewer than 200, and 0 active ratings, fewer than 30; 0 inspections, fewer than 2"
    )


def test_a_small_outlet_that_is_closed_or_unregistered_is_not_a_small_candidate():
    assert judged({"closed_cases": 3, "is_registered": False})["status"] == "ineligible"
    assert judged({"closed_cases": 3, "closed_on": date(2026, 1, 1)})["status"] == "ineligible"


@pytest.mark.parametrize(
    ("missing", "present", "status"),
    [
        (["C04"], 0.9, "eligible"),
        (["C01", "C04"], 0.8, "eligible"),
        (["S02"], 0.75, "ineligible"),
        (["K04", "I02"], 1 - 0.15 - 0.25 / 3, "ineligible"),
    ],
)
def test_a_missing_indicator_is_allowed_while_80_percent_of_the_weight_is_there(
    missing, present, status
):
    row = judged({}, dict.fromkeys(missing))

    assert row["weight_present"] == pytest.approx(present)
    assert row["status"] == status


def test_an_indicator_of_nothing_is_missing():
    row = judged({}, {"S02": (0.0, 0.0, None)})

    assert row["reason_zh"] == "有数据的指标权重75.0%，不足80%"


def test_matters_to_verify_exclude_nobody():
    row = judged({"severe_overdue": 2, "opened_on": None})

    assert row["status"] == "eligible"
    assert row["verify_zh"] == "严重超期在办2件；开业日期未填报"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"must_haves_checked": 3}, "必备项3项合格，2项未检查"),
        ({"must_haves": 0, "must_haves_checked": 0}, "必备项没有检查数据"),
    ],
)
def test_must_haves_that_nobody_checked_are_neither_met_nor_a_reason_to_be_out(changes, told):
    row = judged(changes)

    assert (row["status"], row["verify_zh"], row["must_haves_zh"]) == ("eligible", told, told)


def test_rules_that_do_not_ask_for_must_haves_have_a_failed_one_verified():
    gates = rules().eligibility.model_copy(update={"must_haves": False})
    failed = {"must_haves_failed": "禁烟标志", "must_haves_failed_en": "no smoking"}

    row = judged(failed, eligibility=gates.model_dump())

    assert (row["status"], row["verify_zh"]) == ("eligible", "必备项不合格：禁烟标志")


def test_an_award_of_one_level_leaves_the_others_out():
    gates = rules().eligibility.model_copy(update={"entity_levels": ("city",)})

    row = judged({}, eligibility=gates.model_dump())

    assert row["reason_zh"] == "单位级别不在本奖项范围"


def test_an_outlet_without_any_indicator_is_listed():
    frame = judge(outlets(outlet("2"), outlet("1")), indicators({"1": {}}), rules(), PERIOD[0])

    assert frame["outlet_id"].to_list() == ["1", "2"]
    assert frame["status"].to_list() == ["eligible", "ineligible"]
