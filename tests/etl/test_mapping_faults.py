"""Every fault of a mapping is said with its line and key, in the language of the reader."""

import re

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_city import drop, tickets
from xlsxwriter import Workbook

from etl.errors import MappingError
from etl.load import load_files
from etl.mapping.mapping import read_mapping
from etl.paths import DataFolder

T = "source: tickets\n"
I = "source: inspections\n"  # noqa: E741
# text of the mapping, what the Chinese and what the English sentence has to say
FAULTS = {
    "unknown key": (T + "colums: {}\n", "第2行：没有名为“colums”的键，是否为“columns”？", 'line 2: there is no key "colums"; did you mean "columns"?'),
    "unknown column": (T + "columns:\n  tiket_id: a\n", "第3行：没有名为“columns.tiket_id”的键，是否为“ticket_id”？", 'line 3: there is no key "columns.tiket_id"; did you mean "ticket_id"?'),
    "a column by its Chinese name": (T + "columns:\n  工单编号: a\n", "是否为“ticket_id”？", 'did you mean "ticket_id"?'),
    "nothing near": (T + "zzzzqq: 1\n", "第2行：没有名为“zzzzqq”的键。", 'line 2: there is no key "zzzzqq".'),
    "the wrong way round": (T + "columns: {case: ticket_id}\n", "第2行“columns.case”：左右写反了，应为“ticket_id: case”", 'write "ticket_id: case"'),
    "unknown source": ("source: tickts\n", "第1行“source”：没有名为“tickts”的来源，是否为“tickets”？", 'line 1, "source": there is no source "tickts"; did you mean "tickets"?'),
    "a source by its Chinese name": ("source: 办件\n", "是否为“tickets”？", 'did you mean "tickets"?'),
    "no source": ("match: a.csv\n", "第1行：缺少“source”", 'line 1: "source" is missing'),
    "nothing at all": ("", "第1行：缺少“source”", 'line 1: "source" is missing'),
    "a key twice": (T + "columns:\n  unit: a\n  unit: b\n", "第4行：“columns.unit”在第3行已经写过", 'line 4: "columns.unit" already stands in line 3'),
    "no keys": ("- source\n", "第1行：应写成“键: 值”", "line 1: must be written as key: value"),
    "a wide colon": ("source：tickets\n", "冒号用半角", "with a blank after the colon"),
    "a tab": (T + "columns:\n\tunit: a\n", "第3行第1列不合 YAML 的写法", "line 3, column 1 is not YAML"),
    "an open quote": (T + 'match: "a\n', "不合 YAML 的写法", "is not YAML"),
    "a Python tag": (T + "match: !!python/name:os.system\n", "第2行第8列不合 YAML 的写法", "line 2, column 8 is not YAML"),
    "header row no number": (T + "header_row: x\n", "第2行“header_row”：应为整数", 'line 2, "header_row": must be a whole number'),
    "header row zero": (T + "header_row: 0\n", "应为 1 或更大的整数", "must be 1 or more"),
    "snapshot": (T + "snapshot: maybe\n", "第2行“snapshot”：应为 true 或 false", 'line 2, "snapshot": must be true or false'),
    "datum": (T + "crs: wgs\n", "第2行“crs”：应为其中之一：wgs84, gcj02, bd09", 'line 2, "crs": must be one of wgs84, gcj02, bd09'),
    "as of": (T + "as_of: soon\n", "第2行“as_of”：应为日期或时间", 'line 2, "as_of": must be a date or a time'),
    "encoding": (T + "encoding: chinese9\n", "第2行“encoding”：没有名为“chinese9”的编码", 'line 2, "encoding": there is no encoding "chinese9"'),
    "an encoding of no text": (T + "encoding: base64\n", "没有名为“base64”的编码", 'there is no encoding "base64"'),
    "delimiter": (T + "delimiter: and\n", "第2行“delimiter”：应为一个字符", 'line 2, "delimiter": must be one character'),
    "a header left blank": (T + "columns:\n  unit:\n", "第3行“columns.unit”：应写文件中的表头", 'line 3, "columns.unit": must be a header of the file'),
    "columns a text": (T + "columns: unit\n", "第2行“columns”：应为“键: 值”", 'line 2, "columns": must be of the form key: value'),
    "values a text": (T + "values: {status: closed}\n", "第2行“values.status”：应为“键: 值”", 'line 2, "values.status": must be of the form key: value'),
    "a list for a word": (T + "constants: {unit: [a]}\n", "第2行“constants.unit”：应为一段文字", 'line 2, "constants.unit": must be a text'),
    "unknown constant": (T + "constants: {chanel: hotline}\n", "是否为“channel”？", 'did you mean "channel"?'),
    "a constant that is no value": (T + "constants: {channel: hotlin}\n", "第2行“constants.channel”：“来源渠道”没有取值“hotlin”，是否为“hotline”？", 'line 2, "constants.channel": channel has no value "hotlin"; did you mean "hotline"?'),
    "a constant that is no number": (T + "constants: {promised_days: soon}\n", "“soon”不能作为“承诺时限”的值", '"soon" cannot be a value of promised_days'),
    "a constant that is no date": (T + "constants: {received_at: 31/31/2026}\n", "“31/31/2026”不能作为“收件时间”的值", '"31/31/2026" cannot be a value of received_at'),
    "a constant with a header": (T + "columns: {unit: a}\nconstants: {unit: b}\n", "第3行“constants.unit”：columns 中已写了此列的表头", 'line 3, "constants.unit": columns names a header for it too'),
    "a value that is none": (T + "values:\n  status:\n    Shut: clsoed\n", "第4行“values.status.Shut”：“状态”没有取值“clsoed”，是否为“closed”？", 'line 4, "values.status.Shut": status has no value "clsoed"; did you mean "closed"?'),
    "a rating that is none": (T + "values: {rating: {great: 6}}\n", "“评价”没有取值“6”", 'rating has no value "6"'),
    "values of an unknown column": (T + "values: {state: {a: closed}}\n", "没有名为“values.state”的键", 'there is no key "values.state"'),
    "a form of Excel": (T + "formats: {received_at: dd/mm/yyyy}\n", "第2行“formats.received_at”：“dd/mm/yyyy”读不出完整的日期", 'line 2, "formats.received_at": "dd/mm/yyyy" reads no whole date'),
    "a form without a year": (T + 'formats: {received_at: "%d/%m"}\n', "读不出完整的日期", "reads no whole date"),
    "a form of twelve hours alone": (T + 'formats: {received_at: "%d/%m/%Y %I:%M"}\n', "读不出完整的日期", "reads no whole date"),
    "a form that does not exist": (T + 'formats: {received_at: "%Q"}\n', "读不出完整的日期", "reads no whole date"),
    "a form of a word": (T + 'formats: {status: "%Y"}\n', "“状态”不是日期，也不是评价", "status is neither a date nor a rating"),
    "a scale": (T + "formats: {rating: 7}\n", "评价的分制应为 5、10 或 100", "the scale of a rating must be 5, 10 or 100"),
    "an order that is none": (T + "date_order: ymd\n", "第2行“date_order”：应为 dmy（日/月/年）或 mdy（月/日/年）", 'line 2, "date_order": must be dmy'),
    "an order of a column that is none": (T + "date_order: {received_at: d/m/y}\n", "第2行“date_order.received_at”：应为 dmy", 'line 2, "date_order.received_at": must be dmy'),
    "an order of no column": (T + "date_order: {recieved_at: dmy}\n", "没有名为“date_order.recieved_at”的键，是否为“received_at”？", 'there is no key "date_order.recieved_at"; did you mean "received_at"?'),
    "an order of a word": (T + "date_order: {status: dmy}\n", "第2行“date_order.status”：“状态”不是日期", 'line 2, "date_order.status": status is no date'),
    "an order and a form": (T + "date_order: {received_at: dmy}\nformats: {received_at: '%d/%m/%Y'}\n", "第2行“date_order.received_at”：formats 中已写了此列的形式", 'formats says how this column is written'),
    "orders in a list": (T + "date_order: [dmy]\n", "第2行“date_order”：应为“键: 值”", 'line 2, "date_order": must be of the form key: value'),
    "unpivot elsewhere": (T + "unpivot: {items: {a: b}}\n", "第2行“unpivot”：只有检查（inspections）和汇总报表（summaries）可以展开", 'line 2, "unpivot": only inspections and summaries can be unpivoted'),
    "unpivot of a column that cannot be": (I + "unpivot: {of: round, items: {a: b}}\n", "第2行“unpivot.of”：“round”不能展开，可写：item_code", 'line 2, "unpivot.of": "round" cannot be; there are: item_code'),
    "unpivot into a column that cannot be": (I + "unpivot: {fills: photo, items: {a: b}}\n", "第2行“unpivot.fills”：“photo”不能展开，可写：result, value, points, deduction", '"photo" cannot be; there are: result, value, points, deduction'),
    "two headers of one item": (I + "unpivot: {items: {禁烟: no_smoking, 禁烟标志: no_smoking}}\n", "“unpivot.items.禁烟标志”：与“禁烟”是同一项“no_smoking”", 'is the same item "no_smoking" as "禁烟"'),
    "a month that is none": ("source: summaries\nunpivot: {of: period, items: {1月: 一月}}\n", "“unpivot.items.1月”：“一月”不能作为“统计周期”的值", '"一月" cannot be a value of period'),
    "unpivot without items": (I + "unpivot: {results: {a: pass}}\n", "第2行：缺少“unpivot.items”", 'line 2: "unpivot.items" is missing'),
    "unpivot of nothing": (I + "unpivot: {items: {}}\n", "第2行“unpivot.items”：至少要写一项", 'line 2, "unpivot.items": needs at least one entry'),
    "an item without a code": (I + "unpivot: {items: {地面: }}\n", "第2行“unpivot.items.地面”：应写检查项的编码", 'must be the code of an item'),
    "a result that is none": (I + "unpivot: {items: {a: b}, results: {好: passs}}\n", "“结果”没有取值“passs”，是否为“pass”？", 'result has no value "passs"; did you mean "pass"?'),
    "unpivot and a column": (I + "columns: {result: a}\nunpivot: {items: {b: c}}\n", "第2行“columns.result”：此列由 unpivot 给出", 'line 2, "columns.result": unpivot makes this column'),
    "an unknown key of unpivot": (I + "unpivot: {item: {b: c}}\n", "没有名为“unpivot.item”的键，是否为“items”？", 'there is no key "unpivot.item"; did you mean "items"?'),
    "several at once": (T + "colums: {}\nheader_row: x\n", "“header_row”：应为整数", 'there is no key "colums"'),
}  # fmt: skip


def refusal(tmp_path, text, data=None):
    path = tmp_path / "m.yaml"
    path.write_bytes(text.encode() if data is None else data)
    with pytest.raises(MappingError) as caught:
        read_mapping(path)
    return caught.value.said


@pytest.mark.parametrize(("text", "zh", "en"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_said_with_line_and_key(tmp_path, text, zh, en):
    said = refusal(tmp_path, text)

    assert zh in said.zh
    assert en in said.en
    given = set(re.findall(r"[\u4e00-\u9fff]+", text))
    assert set(re.findall(r"[\u4e00-\u9fff]+", said.en)) <= given
    for phrase in re.findall(r"[A-Za-z]+(?: [A-Za-z]+)+", said.zh):
        assert phrase in text


def test_a_file_of_another_encoding_is_read_and_one_of_none_is_said_with_its_line(tmp_path):
    path = tmp_path / "m.yaml"
    path.write_bytes("source: tickets\ncolumns: {ticket_id: 单号}\n".encode("gb18030"))
    assert read_mapping(path).columns == {"ticket_id": "单号"}

    said = refusal(tmp_path, "", b"source: tickets\nmatch: \xff\xff\xff\n")

    assert "第2行不是 UTF-8" in said.zh
    assert "line 2 is not UTF-8" in said.en


def test_words_that_yaml_takes_for_something_else_stay_the_words_they_are(tmp_path):
    path = tmp_path / "m.yaml"
    path.write_text(
        "source: tickets\nsnapshot: yes\nas_of: 2026-3-1\ncolumns: {ticket_id: no, unit: on, matter: 08, "
        "received_at: 2026-03-01, content: 1_000}\nconstants: {is_excluded: no}\n"
        "values: {status: {yes: closed, off: open, 1.50: open, 007: closed, '?': ~}}\nformats:\n",
        encoding="utf-8",
    )

    mapping = read_mapping(path)

    assert mapping.columns == {
        "ticket_id": "no", "unit": "on", "matter": "08", "received_at": "2026-03-01", "content": "1_000",
    }  # fmt: skip
    assert mapping.constants == {"is_excluded": "no"}
    assert mapping.values == {
        "status": {"yes": "closed", "off": "open", "1.50": "open", "007": "closed", "?": None}
    }
    assert (mapping.snapshot, str(mapping.declared_as_of)) == (True, "2026-03-01 23:59:59")


def test_a_form_with_a_zone_is_brought_to_the_wall_clock(tmp_path, monkeypatch):
    monkeypatch.setenv("MINGCHUANG_SALT", "salt of the tests")
    mapping = tmp_path / "m.yaml"
    mapping.write_text(T + 'formats: {received_at: "%Y-%m-%dT%H:%M:%S%z"}\n')
    export = drop(tmp_path, "t.csv", "工单编号,承办单位,收件时间\nT1,U1,2026-03-02T20:05:00Z\n")
    folder = DataFolder(tmp_path / "data")

    [result] = load_files(folder, [export], mapping=mapping)

    rows = pl.read_parquet(folder.lake / "tickets" / f"{result.batch_id}.parquet")
    assert str(rows["received_at"][0]) == "2026-03-03 04:05:00"


def workbook(path, sheets):
    with Workbook(path) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_headers_that_a_file_lacks_are_named_with_line_key_and_the_nearest(tmp_path):
    folder = DataFolder(tmp_path / "data")
    mapping = tmp_path / "m.yaml"
    mapping.write_text(T + "columns:\n  unit: 承办部们\n  matter: 事项名称\n", encoding="utf-8")
    text = tickets(1, 1).replace("承办网点", "承办部门")

    [result] = load_files(folder, [drop(tmp_path, "t.csv", text)], mapping=mapping)

    assert result.status == "refused"
    assert (
        "对照文件 m.yaml 有误：第3行“columns.unit”：文件中没有表头“承办部们”，是否为“承办部门”？；"
        "文件的表头是：工单编号、来源渠道、" in result.message.zh
    )
    assert 'line 3, "columns.unit": the file has no header "承办部们"' in result.message.en
    assert "matter" not in result.message.en


def test_a_sheet_with_none_of_the_headers_is_left_out_and_one_with_some_refuses_the_file(tmp_path):
    folder = DataFolder(tmp_path / "data")
    mapping = tmp_path / "m.yaml"
    mapping.write_text(T + "columns: {ticket_id: case, unit: departmnt}\n", encoding="utf-8")
    rows = [["case", "departmnt", "收件时间"], ["A1", "Roads", "2026-03-02 09:05"]]
    other = [["说明", "口径"], ["一", "二"]]
    changed = [["case", "department", "收件时间"], ["A2", "Roads", "2026-03-02 09:05"]]

    [loaded] = load_files(
        folder, [workbook(tmp_path / "a.xlsx", {"甲": rows, "说明": other})], mapping=mapping
    )
    [refused] = load_files(
        folder, [workbook(tmp_path / "b.xlsx", {"甲": rows, "乙": changed})], mapping=mapping
    )

    assert (loaded.status, loaded.accepted) == ("loaded", 1)
    assert refused.status == "refused"
    assert "“departmnt”，是否为“department”？" in refused.message.zh


@given(st.text(st.characters(codec="utf-8"), max_size=60))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_a_mapping_or_explains_why_not(tmp_path, text):
    path = tmp_path / "any.yaml"
    for content in (text, T + text, T + "columns: {unit: " + text + "}\n"):
        path.write_bytes(content.encode())
        try:
            read_mapping(path)
        except MappingError as fault:
            assert "行" in fault.said.zh
            assert "line" in fault.said.en


@pytest.mark.parametrize("text", ["a: &x {b: *x}\n", "columns: &x {unit: *x}\n"])
def test_an_anchor_within_itself_is_a_fault_like_any_other(tmp_path, text):
    assert "有误" in refusal(tmp_path, T + text).zh
