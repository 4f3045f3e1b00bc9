"""The arrows of the layout: who may import whom, and who may read which tables."""

import ast
from pathlib import Path

import pytest

from ui.words import WORDS

ROOT = Path(__file__).resolve().parents[2]


def _imports(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def _rooms(folder, forbidden, but=()):
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        if str(path.relative_to(ROOT / folder)) not in but
        for name in _imports(path)
        if name.split(".")[0] in forbidden
    ]


@pytest.mark.parametrize(
    ("room", "forbidden"),
    [
        ("etl", {"streamlit", "ui", "pages", "dashboard"}),
        ("analysis", {"streamlit", "ui", "pages", "dashboard", "etl"}),
        ("ui", {"etl", "duckdb", "pages", "dashboard"}),
        ("pages", {"etl", "duckdb", "polars", "pandas", "plotly", "pydeck", "analysis", "pages"}),
    ],
)
def test_no_room_imports_what_lies_upstream_or_beside_it(room, forbidden):
    assert _rooms(room, forbidden) == []


# Inside etl: exports are read, recognised, cleaned and kept before a warehouse is made of them, and commands
# come last. What stands at the top of etl (errors, paths, clock …) is for all.
ETL_ROOMS = frozenset(
    path.parent.name for path in (ROOT / "etl").glob("*/__init__.py") if path.parent.name != "etl"
)
MAY_IMPORT = {
    "reading": set(),
    "reference": set(),
    "office": set(),
    "sources": {"cleaning", "reading"},
    "mapping": {"sources", "cleaning", "reading"},
    "cleaning": {"sources", "mapping", "reading", "lake"},
    "lake": {"sources", "cleaning", "office"},
    "warehouse": {"lake", "reference", "office", "sources", "cleaning"},
    "load": {"lake", "cleaning", "mapping", "sources", "reading", "reference", "warehouse"},
    "demo": {"sources", "reference"},
}


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_inside_etl_no_room_imports_what_comes_after_it(room):
    others = ETL_ROOMS - MAY_IMPORT[room] - {room}

    imported = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / "etl" / room).rglob("*.py")
        for name in _imports(path)
        if name.startswith("etl.") and name.split(".")[1] in others
    }

    assert imported == set()


def test_every_room_of_etl_has_its_arrows_or_is_one_of_the_last():
    assert ETL_ROOMS - set(MAY_IMPORT) == {"cli", "commands", "names"}


def test_only_the_commands_of_etl_ask_the_warehouse_through_analysis():
    asking = (
        "commands/asking.py",
        "commands/loading.py",
        "commands/published.py",
        "commands/tracing.py",
    )

    others = _rooms("etl", {"analysis"}, but=asking)

    assert others == []


@pytest.mark.parametrize("name", ["charts.py", "formats.py", "maps.py", "palette.py"])
def test_figures_and_formats_are_made_without_streamlit(name):
    assert "streamlit" not in set(_imports(ROOT / "ui" / name))


def test_only_the_warehouse_module_opens_duckdb_outside_etl():
    users = [
        path.name for path in (ROOT / "analysis").rglob("*.py") if "duckdb" in set(_imports(path))
    ]

    assert users == ["warehouse.py"]


def test_every_query_has_its_function_and_every_function_its_query():
    asked = set()
    for path in (ROOT / "analysis").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_ask = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ask"
            if is_ask and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                asked.add(node.args[1].value)
    files = {path.stem for path in (ROOT / "sql" / "queries").glob("*.sql")}

    assert asked == files


def test_html_is_never_made_from_data():
    offenders = [
        f"{path.relative_to(ROOT)}: {word}"
        for folder in ("ui", "pages")
        for path in (ROOT / folder).rglob("*.py")
        for word in ("unsafe_allow_html", "st.html", "components.v1", "st.iframe")
        if word in path.read_text(encoding="utf-8")
    ]

    assert offenders == ["ui/styles.py: st.html"]


def test_the_one_file_with_html_writes_constants_and_our_own_words():
    tree = ast.parse((ROOT / "ui" / "styles.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]

    drawn = ("st.html", "st.sidebar.html")
    written = [ast.unparse(call.args[0]) for call in calls if ast.unparse(call.func) in drawn]

    assert written == [
        "_MUTED + _CARDS",
        "_SPOKEN.format(choose=t('data_loading.upload_choose'), drop=t('data_loading.upload_drop'))",
        "_PAPER",
        "_SCRIPT.replace('LANG', t('common.html_lang'))",
    ]
    for key in ("common.html_lang", "data_loading.upload_choose", "data_loading.upload_drop"):
        assert not set('<>"\\{}') & set("".join(WORDS[key]))
