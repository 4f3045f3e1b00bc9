"""The weights of composite KPIs as a city edits them."""

from datetime import date

import pytest

from etl.errors import EtlError
from etl.paths import DataFolder
from etl.reference.weights import read_weights

HEADER = "kpi_id,part_id,weight,valid_from,valid_to,note\n"


def read(tmp_path, text):
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "kpi_weights.csv").write_text(HEADER + text, encoding="utf-8")
    return read_weights(DataFolder(tmp_path))


def test_the_projects_own_weights_sum_to_one(tmp_path):
    assert read_weights(DataFolder(tmp_path))["weight"].sum() == pytest.approx(1)


def test_versions_that_follow_one_another_are_read(tmp_path):
    weights = read(
        tmp_path,
        "R04,R01,0.4,,2025-12-31,\nR04,R02,0.6,,2025-12-31,\n"
        "R04,R01,0.5,2026-01-01,,新版\nR04,R02,0.5,2026-01-01,,\n",
    )

    assert weights["valid_to"].to_list() == [date(2025, 12, 31)] * 2 + [None] * 2


@pytest.mark.parametrize(
    "text",
    [
        "R04,R01,0.4,,,\nR04,R02,0.5,,,\n",
        "R04,R01,0.5,,,\nR04,R01,0.5,,,\n",
        # the old version has no end
        "R04,R01,0.4,,,\nR04,R02,0.6,,,\nR04,R01,0.5,2026-01-01,,\nR04,R02,0.5,2026-01-01,,\n",
    ],
    ids=["do not sum to one", "one part twice", "two versions at once"],
)
def test_weights_that_make_no_whole_are_refused_with_a_sentence(tmp_path, text):
    with pytest.raises(EtlError) as refused:
        read(tmp_path, text)

    assert "R04" in refused.value.said.zh
    assert "R04" in refused.value.said.en
