import io
import zipfile

import fastexcel
import polars as pl
import pytest
from award_frames import BASIS, NAMES, city, indicators, outlet, outlets, rules

from analysis.awards.shortlist import draw_up


def drawn(size: int = 48, **changes):
    frame, figures = city(size)
    others = outlets(
        outlet("small", closed_cases=3),
        outlet("seldom", inspections=1),
        outlet("x", is_registered=False),
    )
    three = indicators({"small": {"K04": (3.0, 3.0, None)}, "seldom": {}, "x": {}})
    return draw_up(frame.vstack(others), figures.vstack(three), rules(**changes), BASIS, NAMES)


def sheet(content: bytes, name: str) -> pl.DataFrame:
    return fastexcel.read_excel(content).load_sheet(name).to_polars()


def test_the_list_has_its_places_within_the_quotas():
    shortlist = drawn(quotas={"least": 0, "most": 4})

    assert shortlist.problem is None
    assert shortlist.chosen.height == 10
    assert shortlist.chosen.group_by("industry_id").len()["len"].max() <= 4
    assert shortlist.chosen["score"].is_sorted(descending=True)


def test_nobody_is_dropped_and_everybody_left_out_has_a_reason():
    shortlist = drawn(quotas={"least": 0, "most": 4})

    assert shortlist.outlets.height == 51
    assert shortlist.candidates.height == 48
    rest = shortlist.outlets.tail(3)
    assert rest["outlet_id"].to_list() == ["small", "seldom", "x"]
    assert rest["status"].to_list() == ["small", "ineligible", "ineligible"]
    assert rest.filter(pl.col("reason_zh") == "").is_empty()
    assert rest["rank"].to_list() == [1, None, None]  # the small one among the small ones


def test_a_small_outlet_has_adjusted_figures_but_no_score_where_no_place_is_for_it():
    shortlist = drawn(quotas={"least": 0, "most": 4}, small_outlets={"places": 0})

    rows = shortlist.indicators.filter(pl.col("outlet_id") == "small")
    assert rows["denominator"].to_list()[0] == 3
    assert rows["estimate"].null_count() == 0
    assert rows["estimate"].to_list()[0] < 0.96  # 3 of 3, next to peers of about 90 %
    assert shortlist.outlets.filter(pl.col("outlet_id") == "small")["score"].to_list() == [None]


def test_an_outlet_that_is_no_candidate_is_a_peer_and_one_out_of_service_is_none():
    indicators_ = drawn(quotas={"least": 0, "most": 4}).indicators

    peers = dict(
        indicators_.filter(pl.col("kpi_id") == "K04").select("outlet_id", "peers").iter_rows()
    )
    assert peers["000"] == 16 + 2  # the postal outlets of the city, the small and the seldom one
    assert peers["x"] is None


def small_city(count: int, **changes):
    """The candidates of a city, and small outlets of falling quality with all data but few cases."""
    frame, figures = city(48)
    names = [f"s{at}" for at in range(count)]
    few = {
        name: {"K04": (20.0 - at, 20.0, None), "K12": (20.0 - at, 20.0, None)}
        for at, name in enumerate(names)
    }
    rows = outlets(*(outlet(name, closed_cases=20, industry_id=f"i{name}") for name in names))
    given = rules(quotas={"least": 0, "most": 4}, **changes)
    return draw_up(frame.vstack(rows), figures.vstack(indicators(few)), given, BASIS, NAMES)


def test_the_small_outlets_have_a_list_and_places_of_their_own():
    with_small, without = small_city(8), small_city(8, small_outlets={"places": 0})

    listed = with_small.small_proposed
    assert listed.select("outlet_id", "place", "rank").rows() == [
        ("s0", "quota", 1),
        ("s1", "quota", 2),
        ("s2", "reserve", 3),
    ]
    assert with_small.outlets.filter(status="small")["rank"].to_list() == list(range(1, 9))
    # They take no place of the ten, and do not change a score of the others.
    assert with_small.proposed.drop("place").equals(without.proposed.drop("place"))
    assert without.small_proposed.is_empty()
    assert without.outlets.filter(status="small")["rank"].null_count() == 8


def test_a_small_outlet_that_another_gate_keeps_out_has_no_rank():
    frame, figures = city(24)
    barred = outlets(
        outlet(
            "s", closed_cases=20, must_haves_failed="禁烟标志", must_haves_failed_en="no smoking"
        )
    )

    drawn_up = draw_up(
        frame.vstack(barred), figures.vstack(indicators({"s": {}})), rules(), BASIS, NAMES
    )

    row = drawn_up.outlets.filter(outlet_id="s").row(0, named=True)
    assert (row["status"], row["rank"], row["place"]) == ("small", None, None)


def test_the_list_is_longer_than_the_places_by_the_ratio_of_the_rules():
    shortlist = drawn(quotas={"least": 0, "most": 4}, bands={"recommended": 0.9, "review": 0.0})

    assert shortlist.proposed.group_by("place").len().sort("place").rows() == [
        ("quota", 10),
        ("reserve", 5),
    ]
    assert shortlist.proposed.group_by("industry_id").len()["len"].max() <= 6  # ⌈1.3 × 4⌉
    left = shortlist.candidates.filter(pl.col("place").is_null(), band="recommended")
    assert left.is_empty()


def test_too_few_for_the_panel_are_said_and_not_filled_up():
    shortlist = drawn(quotas={"least": 0, "most": 4}, bands={"recommended": 0.999, "review": 0.998})

    least, _ = shortlist.rules.proposal.sizes(10)
    assert shortlist.proposed.height < least
    told = f"可列入差额名单的单位只有{shortlist.proposed.height}个，不足{least}个。"
    assert told in [note[0] for note in shortlist.notes]


def test_every_candidate_is_held_against_every_condition():
    shortlist = small_city(8)

    rows = shortlist.conditions
    assert rows["outlet_id"].n_unique() == 48 + 8
    first = rows.filter(outlet_id="000").select("name_zh", "state").rows()
    states = dict(first)
    assert len(first) == len(states) == 16
    assert states["设施必备项"] == states["开业时间"] == states["严重超期"] == "met"
    vetoes = rows.filter("is_veto", outlet_id="000", state="unknown")
    assert vetoes.height == 6  # nobody's data hold them, and none is taken as absent
    seen = sheet(shortlist.to_workbook(), "资格条件")
    assert dict(zip(seen["单位编号"], seen["违纪违法"], strict=True))["s0"] == "待核实"
    assert dict(zip(seen["单位编号"], seen["办件量或主动评价"], strict=True))["s0"] == "不符合"


def test_the_pages_are_printed_with_their_title_and_a_place_to_sign():
    with zipfile.ZipFile(io.BytesIO(drawn().to_workbook())) as archive:
        first = archive.read("xl/worksheets/sheet1.xml").decode()
        names = archive.read("xl/workbook.xml").decode()

    assert "十佳服务窗口候选建议" in first and "数据版本000001" in first
    assert "填表人：" in first and "审核人：" in first
    assert 'paperSize="9" orientation="landscape"' in first or 'orientation="landscape"' in first
    assert "_xlnm.Print_Titles" in names


def test_an_impossible_quota_leaves_the_scores_and_explains_itself():
    shortlist = drawn(quotas={"least": 0, "most": 2})

    assert shortlist.chosen.is_empty()
    assert "最多可选6个，不足10个名额" in shortlist.problem[0]
    assert shortlist.problem in shortlist.notes
    assert shortlist.candidates["score"].null_count() == 0


def test_without_a_candidate_there_is_an_empty_list_and_a_sentence():
    frame = outlets(outlet("1", inspections=0))

    shortlist = draw_up(frame, indicators({"1": {}}), rules(), BASIS, NAMES)

    assert shortlist.problem == ("没有符合资格的候选单位。", "No outlet passes the gates.")
    assert shortlist.outlets["status"].to_list() == ["ineligible"]
    assert sheet(shortlist.to_workbook(), "名单").is_empty()


def test_the_compliance_line_stands_first_and_the_decision_word_nowhere():
    shortlist = drawn()

    assert shortlist.notes[0][0].startswith("本系统输出为候选建议")
    assert not [note for note in shortlist.notes if "表彰决定" in note[0]]


def test_what_the_data_cannot_separate_is_said_of_its_indicator():
    said = " ".join(note[0] for note in drawn().notes)

    # Every outlet of the made-up city has the same C04, so its groups do not differ.
    assert "C04：3个对照组中有3个组内差异未超出正常波动" in said
    assert "按时办结率：" not in said


def test_fewer_months_than_the_rules_ask_for_are_said():
    frame, figures = city(24)
    basis = BASIS.__class__(BASIS.build_id, BASIS.as_of, BASIS.start, BASIS.end, 7)

    said = [note[0] for note in draw_up(frame, figures, rules(), basis, NAMES).notes]

    assert "规则要求12个完整统计月，数据只有7个，结果仅供试算。" in said


def test_the_order_of_the_rows_does_not_matter_and_the_file_is_the_same_to_the_byte():
    frame, figures = city(30)
    first = draw_up(frame, figures, rules(), BASIS, NAMES)
    second = draw_up(
        frame.reverse(), figures.sample(fraction=1, shuffle=True, seed=1), rules(), BASIS, NAMES
    )

    assert first.to_workbook() == second.to_workbook()


def test_the_file_has_its_sheets_and_the_numbers_of_the_list():
    shortlist = drawn(quotas={"least": 0, "most": 4})

    content = shortlist.to_workbook()

    book = fastexcel.read_excel(content)
    assert book.sheet_names == [
        *("名单", "小微网点", "全部得分", "资格条件", "指标与样本量", "评选规则", "数据版本")
    ]
    chosen, everyone = sheet(content, "名单"), sheet(content, "全部得分")
    assert chosen["单位编号"].to_list() == shortlist.proposed["outlet_id"].to_list()
    assert chosen["得分"].to_list() == pytest.approx(shortlist.proposed["score"].to_list())
    assert chosen["名额"].to_list()[9:11] == ["名额内", "差额备选"]
    assert everyone.height == shortlist.outlets.height
    assert everyone["不符合原因"].to_list()[-3] == ("办结3件，不足200件，主动评价0条，不足30条")
    counted = sheet(content, "指标与样本量")
    assert counted.height == shortlist.indicators.height
    first = counted.row(0, named=True)
    assert (first["指标"], first["分母(样本量)"], first["单位"]) == ("按时办结率", 500, "%")
    assert first["原值"] == pytest.approx(100 * first["分子"] / first["分母(样本量)"])


def test_the_file_says_its_data_version_and_its_rules():
    shortlist = drawn()

    content = shortlist.to_workbook()

    version = dict(sheet(content, "数据版本").select("项目", "内容").iter_rows())
    assert version["数据版本"] == "000001"
    assert version["数据截至"] == "2026-11-03 18:00:00"
    assert version["规则校验码"] == shortlist.rules.sha256
    rules_ = sheet(content, "评选规则")
    told = dict(rules_.select("规则文件中的键", "内容").iter_rows())
    words = dict(rules_.select("规则文件中的键", "项目").iter_rows())
    assert words["pillars.1.indicators.1.high"] == "类别 › 1 › 指标 › 1 › 满分点"
    assert not [text for text in words.values() if text.replace(" › ", "").isascii()]
    assert told["pillars.1.name"] == "办事效率"
    assert told["pillars.1.indicators.1.high"] == "0.995"
    assert told["bands.recommended"] == "0.9"


def test_the_english_file_holds_no_chinese_words_of_its_own():
    frame, figures = city(30)
    latin = frame.with_columns(
        pl.lit("Outlet").alias("outlet_name"), pl.lit("Cixi").alias("district_name")
    )

    content = draw_up(latin, figures, rules(), BASIS, NAMES).to_workbook("en")

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        own = [name for name in archive.namelist() if "theme" not in name]
        text = "".join(archive.read(name).decode() for name in own)
    assert not [mark for mark in text if "\u4e00" <= mark <= "\u9fff"]
