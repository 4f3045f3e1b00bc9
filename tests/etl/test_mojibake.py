import json

import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.reading.mojibake import garbled_example, is_garbled

LINES = "工单编号,承办单位,收件时间,内容\n" + "".join(
    f"A{at},市公安局第{at}支队,2026-03-02 09:00,反映路口红绿灯时间过短，请尽快处理\n"
    for at in range(60)
)


@pytest.mark.parametrize("wrong", ["gb18030", "latin-1"])
def test_utf8_decoded_wrongly_is_recognised(wrong):
    for text in ("办件编号", "受理时间", "网点号", "反映路口红绿灯时间过短，请尽快处理"):
        read = text.encode().decode(wrong, errors="replace")

        assert is_garbled(read), (text, read)


def test_utf8_decoded_as_windows_1252_is_recognised():
    assert is_garbled("件".encode().decode("cp1252"))


def test_gbk_decoded_as_latin_is_recognised():
    assert is_garbled("办件编号".encode("gb18030").decode("latin-1"))


@pytest.mark.parametrize("text", ["锟斤拷锟斤拷", "办件\ufffd\ufffd", "Itâ€™s", "CafÃ©"])
def test_what_is_lost_is_recognised(text):
    assert is_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        "办件编号", "喆堃昇頔璟䶮", "辦件編號與受理時間", "café à l'été", "Ångström Größe ñandú", "联通", "中国移动",
        "①②③ ℃ ㎡ —— …… “引号”", "Straße Ö Ä Ü", "鍾", "鑫鑫鑫鑫", "龘靐齉爩", "한국어", "日本語のテキスト", "№ 12 § 3", "",
    ],
)  # fmt: skip
def test_genuine_text_is_not_taken_for_garbled(text):
    assert not is_garbled(text)


def test_every_character_of_the_national_standard_and_its_pairs_pass():
    letters = [bytes([high, low]).decode("gb2312", errors="ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]  # fmt: skip
    letters = [letter for letter in letters if letter]
    words = ["".join(letters[at : at + 4]) for at in range(len(letters) - 4)]

    alarms = [word for word in [*letters, *words] if is_garbled(word)]

    assert alarms == []


def test_one_pasted_cell_does_not_condemn_a_file():
    sound = [f"反映第{at}个路口" for at in range(300)]

    assert garbled_example([*sound, "锟斤拷"]) is None


def test_three_garbled_cells_do():
    garbled = [text.encode().decode("gb18030") for text in ("反映问题", "路灯信号", "受理时间")]

    assert garbled_example(["一般", *garbled]) == garbled[0]


@pytest.mark.parametrize(
    ("written", "wrong"), [("utf-8", "gb18030"), ("utf-8", "latin-1"), ("gb18030", "latin-1")]
)
def test_a_garbled_file_is_refused_and_nothing_of_it_is_kept(tmp_path, monkeypatch, written, wrong):
    monkeypatch.setenv("MINGCHUANG_DATA", str(tmp_path / "data"))
    header, _, rows = LINES.partition("\n")
    garbled = rows.encode(written).decode(wrong, errors="replace")
    whole, below = tmp_path / "whole.csv", tmp_path / "below.csv"
    whole.write_text(LINES.encode(written).decode(wrong, errors="replace"), encoding="utf-8")
    below.write_text(f"{header}\n{garbled}", encoding="utf-8")

    said = CliRunner().invoke(app, ["load", str(whole), str(below), "--no-build", "--json"])

    results = json.loads(said.stdout)["batches"]
    assert [(r["status"], r["accepted"]) for r in results] == [("refused", 0)] * 2
    assert all("乱码" in str(r["message"]) for r in results)
    assert list((tmp_path / "data" / "lake").rglob("*.parquet")) == []
