"""The rows behind a figure, as a reader opens them: they are the number, and so are the files."""

import csv
import io
import re

import fastexcel
import pytest
from addresses import ADDRESS
from conftest import open_in_apptest
from screen import every_text, settle, table, visit, watching

from ui.evidence_files import IncompleteFileError
from ui.words import WORDS


def rows(app):
    (block,) = [one.value for one in app.dataframe if "amount" in one.value.columns]
    return block


def said(app):
    (sentence,) = [one.value for one in app.markdown if "“计入”合计" in one.value]
    return sentence


def summed(app):
    """Read the total that the sentence says."""
    return float(
        re.search(r"合计([−+\d,.]+)", said(app)).group(1).replace(",", "").replace("−", "-")
    )


def row_count(app):
    """Read how many rows the sentence says."""
    return int(re.search(r"以下([\d,]+)行", said(app)).group(1).replace(",", ""))


def every_row(app, kpi_id):
    """Read the total that is said, and amounts and places in files, page after page."""
    count = row_count(app)
    amounts, places = [], []
    for page in range(1, -(-count // 50) + 1):
        if count > 50:
            app.session_state[f"rows_{kpi_id}_numerator_page"] = page
            app.run()
        seen = rows(app)[["amount", "file_name", "line_number"]].to_numpy().tolist()
        amounts += [row[0] for row in seen]
        places += [row[1:] for row in seen]
    assert len(amounts) == count > 0
    return summed(app), amounts, places


@pytest.fixture
def sample(sample_city, data_folder):
    data_folder(sample_city)
    return open_in_apptest


def test_nothing_is_asked_before_the_block_is_opened(sample, monkeypatch):
    monkeypatch.setattr("ui.evidence._rows", lambda *_: 1 / 0)

    app = sample("overview")

    assert not app.exception and not app.error
    assert not [one for one in app.selectbox if one.key == "rows"]


@pytest.mark.parametrize(
    "kpi_id",
    [
        "K04",
        "K20",
        "R02",
        "C03",
        "C06.letter",
        "I01u",
        "I02",
        "I03",
        "I06",
        "I08",
        "H02",
        "H04",
        "S11",
        "A01",
        "G03",
        "A08",
        "D01",
    ],
)
def test_the_rows_of_a_link_add_up_to_the_figure_of_the_list(sample, kpi_id):
    app = sample("overview", period="last12", rows=kpi_id)

    assert not app.exception
    total, amounts, lines = every_row(app, kpi_id)
    assert total == pytest.approx(sum(amounts))
    part = re.search(r"合计([\d,.]+)。", said(app)).group(1)
    assert float(part.replace(",", "")) == pytest.approx(total, abs=0.005)
    assert all(file and line >= 2 for file, line in lines)
    (button,) = [
        one.proto.label
        for one in app.get("download_button")
        if "rows_" in str(one.proto.id) and "CSV" in one.proto.label
    ]
    assert f"（{len(amounts):,}行）" in button


def test_a_choice_stands_in_the_address_until_the_block_is_closed(sample):
    app = sample("overview", period="last12", rows="I02")
    app.selectbox(key="rows").set_value("I06").run()
    assert app.query_params["rows"] == ["I06"] or app.query_params["rows"] == "I06"

    app.session_state["rows_folded"] = False
    app.run()

    assert "rows" not in app.query_params
    assert not [one for one in app.selectbox if one.key == "rows"]


def test_a_link_to_a_figure_that_is_none_opens_nothing(sample):
    app = sample("overview", rows="K99")

    assert not app.exception
    assert not [one for one in app.selectbox if one.key == "rows"]


def test_a_composite_shows_its_parts_and_weights(sample):
    app = sample("overview", period="last12", rows="R04")

    assert not app.exception
    shown = rows(app)
    assert len(shown) == 3
    total = sum(shown["amount"])
    assert shown["weight"].tolist() == pytest.approx([10, 45, 45])
    assert f"{total:.2f}分" in said(app)


@pytest.mark.parametrize("kpi_id", ["K05g", "R02g"])
def test_a_difference_shows_both_sides_and_adds_up_to_it(sample, kpi_id):
    app = sample("overview", period="last12", rows=kpi_id)

    assert not app.exception
    block = next(one.value for one in app.dataframe if "side" in one.value.columns)
    assert {"minuend_counts", "subtrahend_counts", "file_name"} <= set(block.columns)
    assert block["side"].tolist()[1] not in ("minuend", "subtrahend", "both")
    (sentence,) = [one.value for one in app.markdown if "“计入”合计" in one.value]
    shown, added = re.findall(r"([+\-−]?[\d.]+)\s*个?百分点", sentence)
    assert shown == added
    assert summed(app) == float(added.replace("−", "-"))


@pytest.mark.parametrize(("kpi_id", "name"), [("K04", "按时办结率"), ("I02", "检查得分")])
def test_a_long_list_is_taken_as_files_that_hold_every_row(sample, monkeypatch, kpi_id, name):
    made = {}
    monkeypatch.setattr("ui.evidence.MOST_BROWSED", 5)
    monkeypatch.setattr(
        "ui.downloads.button", lambda label, make, name, *_: made.update({name: make})
    )

    app = sample("overview", period="last12", rows=kpi_id)

    assert not app.exception
    assert not [one for one in app.dataframe if "amount" in one.value.columns]
    (sentence,) = [one.value for one in app.markdown if "行数较多" in one.value]
    number = float(re.search(r"合计([\d,.]+)，共", sentence).group(1).replace(",", ""))
    (csv_name,) = [file for file in made if file.startswith(name) and file.endswith(".csv")]
    heads, *lines = csv.reader(io.StringIO(made[csv_name]().decode("utf-8-sig")))
    amounts = [float(line[heads.index("计入")]) for line in lines]
    assert sum(amounts) == pytest.approx(number, abs=0.005)
    assert heads[-2:] == ["文件", "行号"] and all(line[-1] for line in lines)
    sheet = fastexcel.read_excel(made[csv_name.replace(".csv", ".xlsx")]()).load_sheet(0)
    assert sheet.to_polars().height == len(lines) > 5
    assert f"共{len(lines):,}行" in sentence


def test_a_file_that_lacks_rows_is_refused(sample, monkeypatch):
    made = {}
    monkeypatch.setattr("ui.evidence.MOST_BROWSED", 5)
    monkeypatch.setattr("ui.evidence_files.ALL_ROWS", 6)
    monkeypatch.setattr(
        "ui.downloads.button", lambda label, make, name, *_: made.update({name: make})
    )
    assert not sample("overview", period="last12", rows="K04").exception

    files = [make for name, make in made.items() if name.startswith("按时办结率")]
    assert len(files) == 2
    for make in files:
        with pytest.raises(IncompleteFileError):
            make()


@pytest.mark.parametrize("kpi_id", ["K04", "H04", "D01", "K15b"])
def test_more_rows_than_a_sheet_holds_are_counted_and_not_offered(sample, monkeypatch, kpi_id):
    rows = row_count(sample("overview", period="last12", rows=kpi_id))
    monkeypatch.setattr("ui.evidence.MOST_BROWSED", 5)

    def offered(lang, asked):
        app = sample("overview", period="last12", rows=kpi_id, lang=lang)
        assert not app.exception
        labels = [one.proto.label for one in app.get("download_button")]
        every = [one for one in labels if "全部行" in one or "all rows" in one]
        return every, [one.value for one in app.caption if asked in one.value]

    for spoken in (("zh", "缩短统计周期"), ("en", "Choose a shorter period")):
        monkeypatch.setattr("ui.evidence_files.MOST_ROWS", rows)
        assert [len(one) for one in offered(*spoken)] == [2, 0]
        monkeypatch.setattr("ui.evidence_files.MOST_ROWS", rows - 1)
        buttons, (sentence,) = offered(*spoken)
        assert buttons == []
        assert f"{rows:,}" in sentence and f"{rows - 1:,}" in sentence


def test_beside_the_map_the_rows_are_of_the_outlet_and_say_so(sample):
    everywhere = rows(sample("overview", period="last12", rows="I01u"))
    name = everywhere["outlet_name"].tolist()[1]
    app = sample("outlet_map", period="last12")
    picked = app.selectbox(key="map_outlet")
    at = next(at for at, option in enumerate(picked.options) if option.startswith(name))
    picked.select_index(at).run()
    app.session_state["outlet_rows_folded"] = True
    app.run()
    app.selectbox(key="outlet_rows").set_value("I01u").run()

    assert not app.exception
    assert rows(app)["outlet_name"].tolist() == [name]
    assert name in said(app) and "全市" not in said(app)


@pytest.mark.browser
def test_the_file_holds_every_row_and_adds_up_to_what_is_shown(sample_server, browser):
    with watching(browser) as (page, complaints):
        visit(page, f"{sample_server}/{ADDRESS['overview']}?period=last12&rows=I06")
        block = page.locator(".st-key-rows_folded")
        total = re.search(r"“计入”合计([\d,]+)", block.inner_text()).group(1)
        button = block.get_by_test_id("stDownloadButton").get_by_text("CSV").first
        count = int(re.search(r"([\d,]+)行", button.inner_text()).group(1).replace(",", ""))
        with page.expect_download() as waiting:
            button.click()
        content = waiting.value.path().read_text(encoding="utf-8-sig")

    heads, *lines = csv.reader(io.StringIO(content))
    assert len(lines) == count > 50
    assert sum(float(line[heads.index("计入")]) for line in lines) == int(total.replace(",", ""))
    assert all(line[heads.index("文件")] and line[heads.index("行号")] for line in lines)
    assert complaints == []


@pytest.mark.browser
def test_the_block_speaks_english_to_an_english_reader(sample_server, browser):
    own = {zh for key, (zh, _) in WORDS.items() if key.startswith("evidence.")}
    with watching(browser) as (page, complaints):
        visit(page, f"{sample_server}/{ADDRESS['overview']}?lang=en&period=last12&rows=C03")
        settle(page)
        texts = " ".join(every_text(page))
        cells = {
            cell
            for row in table(
                page.locator(".st-key-rows_folded").get_by_test_id("stDataFrame").first
            )
            for cell in row
        }

    assert not {zh for zh in own if zh in cells}
    assert "Complaints closed on time" in texts
    assert complaints == []
