import ast
import re
from pathlib import Path

import pytest

from ui import words

ROOT = Path(__file__).parents[2]
CJK = re.compile(r"[\u3400-\u9fff]")
BRACES = re.compile(r"{(\w+)}")
# Full-width marks that English text must not borrow.
FULL_WIDTH = re.compile(r"[\uff01-\uff5e\u3001-\u303f]")
# The name of the city's window service and the units of the catalogue are data, not sentences.
# No number of things, or one that is always large: a sheet's rows, the catalogue's figures.
ALWAYS_MANY = {
    "outlet_map.figures_of", "overview.note_located", "data_gaps.missing_none",
    "common.too_many_rows", "evidence.too_many",
}  # fmt: skip
UNITS = {"件", "个", "/万", "分", "万人", "百分点", "人", "家"}


@pytest.mark.parametrize("key", sorted(words.WORDS))
def test_every_sentence_is_a_complete_pair(key):
    zh, en = words.WORDS[key]

    assert zh.strip() and en.strip()
    assert set(BRACES.findall(en)) <= set(BRACES.findall(zh)) | {"month_en", "plural"}
    if key != "filters.lang":
        assert not CJK.search(en) and not FULL_WIDTH.search(en)


def test_a_missing_key_or_parameter_fails_loudly():
    with pytest.raises(KeyError):
        words.t("common.no_such_key")
    with pytest.raises(KeyError):
        words.t("common.build")


def test_the_language_is_chinese_unless_english_is_asked_for():
    assert words.t("common.total") == "合计"
    with words.speaking("en"):
        assert words.t("common.total") == "Total"


@pytest.mark.parametrize(
    ("key", "params", "said"),
    [
        ("common.rows", {"count": "1"}, "1 row"),
        ("common.rows", {"count": "1,234"}, "1,234 rows"),
        ("common.rows", {"count": 0}, "0 rows"),
        ("on_time.beside_floating", {"count": "1 case"}, "1 case is lawfully suspended and not resumed: its due time floats and it is not counted yet."),
        ("on_time.rest_K04_closed", {"late": "1"}, "; the 1 that was not is finished by now"),
        ("overview.targets", {"judged": 6, "met": 1}, "1 of the 6 core figures that have a target meets it"),
    ],
)  # fmt: skip
def test_english_says_one_of_a_thing_in_the_singular(key, params, said):
    with words.speaking("en"):
        assert words.t(key, **params) == said


PLURAL = re.compile(r"{(\w+)} (?:more )?(?:rows|cases|grids|figures|outlets|are|were|have)\b")


@pytest.mark.parametrize("key", sorted({*words.WORDS} - ALWAYS_MANY))
def test_no_count_is_followed_by_a_plural_that_does_not_mind_it(key):
    assert PLURAL.findall(words.WORDS[key][1]) == []


def _literals(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    paired = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "pick"
        for argument in node.args
        for part in ast.walk(argument)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documented | paired
    ]


@pytest.mark.parametrize(
    "path",
    # formats.py is left out: it says units, each in both languages.
    sorted({*ROOT.glob("pages/*.py"), *ROOT.glob("ui/*.py")} - {ROOT / "ui/formats.py"}),
    ids=lambda path: path.name,
)
def test_no_page_speaks_outside_the_words(path):
    spoken = [text for text in _literals(path) if CJK.search(text) and text not in UNITS]

    assert spoken in ([], ["中文"])
