"""Chinese pages hold no English and English pages no Chinese, but for names and proper words."""

import re

import duckdb
import pytest
from addresses import ADDRESS, FILES
from screen import every_text, query, said, settle, until, visit, watching

from ui.words import WORDS

pytestmark = pytest.mark.browser
QUERIES = ("", "period=last12")

# What is called so in Chinese, too.
PROPER = {
    *("CSV", "Excel", "XLSX", "GeoJSON", "GB", "UTF", "WGS", "English", "Language"),
    *("python", "etl", "load", "build", "make", "run", "data", "inbox", "rollback"),
}
# File names, ids and codes, and what hangs together with digits.
CODES = re.compile(r"\S+\.(?:csv|xlsx|geojson|yaml)|[A-Za-z]*\d[\w.:]*|https?:\S+")
# Names that the city's exports gave, and what clerks typed; longest first when they are taken out.
NAMES = """
select unnest([district_name]) as name from dim_district
union select unnest([township_name]) from dim_township
union select unnest([unit_name, short_name, contact]) from dim_unit
union select unnest([outlet_name, address, community, open_hours, industry]) from dim_outlet
union select unnest([grid_name, community, worker_name]) from dim_grid
union select unnest([matter]) from fct_ticket
union select unnest([title, owner, stage, note]) from fct_task
union select unnest([kpi_text, definition]) from fct_summary
union select unnest([award, recommender, category, opinion]) from fct_nomination
union select unnest([department, letter_no, note]) from fct_opinion
union select scope_name from dim_scope
union select unnest([file_name]) from mart_load
union select unnest([original, sheet_name]) from mart_reject
union select unnest(json_keys(sheet -> 'headers'))
from (select unnest(from_json(sheets, '["json"]')) as sheet from mart_load)
"""


@pytest.fixture(
    scope="module",
    params=[(stem, asked) for stem in FILES for asked in QUERIES],
    ids="-".join,
)
def opened(request, sample_server, browser):
    """A page of the sample city, opened once for the tests that read it, in their order."""
    stem, asked = request.param
    with watching(browser) as (page, complaints):
        visit(page, f"{sample_server}/{ADDRESS[stem]}?{asked}")
        yield page, complaints


def test_a_page_of_the_sample_city_says_that_it_is_one(opened):
    page, complaints = opened

    assert WORDS["common.sample_mark"][0] in said(page)
    assert complaints == []


def test_a_chinese_page_has_no_english_left(opened):
    page, complaints = opened
    texts = every_text(page)

    words = {word for text in texts for word in re.findall(r"[A-Za-z]{2,}", CODES.sub(" ", text))}
    assert words - PROPER == set()
    assert complaints == []


def test_an_english_page_has_no_chinese_but_names(opened, names):
    page, complaints = opened
    page.get_by_text("English", exact=True).click()
    settle(page)
    until(page, lambda: query(page).get("lang") == "en")
    texts = every_text(page)

    left = {names.sub("", text) for text in texts if re.search(r"[一-鿿，。；：（）]", text)}
    assert {text for text in left if re.search(r"[一-鿿，。；：（）]", text)} - {"中文"} == set()
    assert complaints == []


@pytest.fixture(scope="module")
def names(sample_city):
    (release,) = (sample_city / "warehouse" / "releases").iterdir()
    with duckdb.connect(str(release), read_only=True) as warehouse:
        given = {name for (name,) in warehouse.sql(NAMES).fetchall() if name}
    given |= {"中文", "语言 / Language"}
    return re.compile("|".join(re.escape(name) for name in sorted(given, key=len, reverse=True)))
