import polars as pl
import pytest

from ui.award_figures import rank_ranges
from ui.words import speaking

ROWS = pl.DataFrame(
    {
        "outlet_id": ["a", "b", "c"],
        "outlet_name": [
            "鄞州区政务服务中心综合服务大厅",
            "<b>x</b>",
            "Post office of the old town in Cixi",
        ],
        "score": [90.5, 88.0, 70.0],
        "rank": [1, 2, 3],
        "rank_low": [1, 1, 2],
        "rank_high": [2, 3, 12],
        "chance": [0.95, 0.5, 0.05],
        "band": ["recommended", "review", "other"],
        "is_chosen": [True, False, True],
    }
)


@pytest.fixture
def figure():
    with speaking("zh"):
        return rank_ranges(ROWS, 2, "light")


def test_every_band_has_its_own_sign(figure):
    assert [trace.marker.symbol for trace in figure.data] == ["circle", "diamond", "square"]


def test_a_dot_is_hollow_unless_on_the_list(figure):
    paper = "#FFFFFF"

    assert [trace.marker.color[0] == paper for trace in figure.data] == [False, True, False]


def test_the_lines_reach_from_the_best_to_the_worst_plausible_rank(figure):
    last = figure.data[2]

    assert last.x[0] - last.error_x.arrayminus[0] == 2
    assert last.x[0] + last.error_x.array[0] == 12


def test_names_from_exports_are_text_and_long_ones_wrap(figure):
    shown = figure.layout.yaxis.ticktext

    assert shown[0] == "鄞州区政务服务中<br>心综合服务大厅"
    assert shown[1] == "&lt;b&gt;x&lt;/b&gt;"
    assert shown[2] == "Post office of the old<br>town in Cixi"
    assert "<b>x</b></b>" not in figure.data[1].hovertext[0]


def test_ranks_begin_at_one_and_the_line_stands_after_the_first_n(figure):
    assert figure.layout.xaxis.tickvals == (1, 2, 5, 10)
    assert figure.layout.xaxis.tickangle == 0  # a phone would turn and crowd them
    assert figure.layout.shapes[0].x0 == 2.5
    assert figure.layout.annotations[0].text == "前2名"


def test_the_places_have_no_tick_of_their_own_where_a_phone_would_print_it_over_the_first():
    far = ROWS.with_columns(rank_high=pl.Series([2, 3, 152]))

    with speaking("zh"):
        assert rank_ranges(far, 10, "light").layout.xaxis.tickvals == (1, 50, 100, 150)


def test_the_sign_of_the_first_neither_is_cut_nor_covers_its_name(figure):
    assert figure.layout.xaxis.range[0] < 1 - 0.05 * 12
    assert not figure.data[0].cliponaxis


def test_the_hover_says_rank_score_range_and_chance(figure):
    assert "第1名，得分90.50" in figure.data[0].hovertext[0]
    assert "名次范围1–2" in figure.data[0].hovertext[0]
    assert "95%" in figure.data[0].hovertext[0]
