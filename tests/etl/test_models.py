import re

import duckdb
import pytest

from etl.paths import DataFolder
from etl.warehouse import inputs
from etl.warehouse.models import LAYERS, ModelError, in_order, read_models

FILES = read_models(layers=[*LAYERS, "queries", "checks"])
LAYER_OF = {model.name: model.layer for model in FILES}
MARKS = ("-- materialize", "-- view", "-- stored view", "-- enum", "-- coded")
MAY_READ = {
    "staging": {"input", "staging"},
    "core": {"input", "staging", "core"},
    "marts": {"input", "core", "marts"},
    "queries": {"core", "marts"},
    "checks": {"input", "staging", "core", "marts"},
}


def write(root, layer, name, sql):
    (root / layer).mkdir(parents=True, exist_ok=True)
    (root / layer / f"{name}.sql").write_text(sql, encoding="utf-8")


def names(models):
    return [model.name for model in models]


@pytest.mark.parametrize("model", FILES, ids=lambda model: f"{model.layer}/{model.name}")
def test_the_header_names_exactly_the_tables_that_are_read(model):
    assert model.declared_reads == model.reads


@pytest.mark.parametrize("model", FILES, ids=lambda model: f"{model.layer}/{model.name}")
def test_the_header_says_purpose_and_grain_first(model):
    lines = [line for line in model.sql.splitlines() if line not in MARKS]

    assert re.fullmatch(r"-- .+", lines[0])
    assert any(line.startswith("-- Grain: ") for line in lines[:4]) or model.layer == "checks"


@pytest.mark.parametrize("model", FILES, ids=lambda model: f"{model.layer}/{model.name}")
def test_a_layer_reads_only_what_lies_below_it(model):
    layers = {LAYER_OF.get(table, "input") for table in model.reads}

    assert layers <= MAY_READ[model.layer]


@pytest.mark.parametrize(
    "model", read_models(layers=["queries"]), ids=lambda model: f"queries/{model.name}"
)
def test_a_query_reads_only_tables_that_are_published(model):
    kinds = {known.name: known.kind for known in FILES}

    assert {kinds[table] for table in model.reads} <= {"table", "view"}


def test_every_model_of_the_project_finds_what_it_reads(tmp_path):
    folder = DataFolder(tmp_path)
    folder.staging.mkdir(parents=True)
    with duckdb.connect() as connection:
        given = inputs.register(connection, folder, "000001")

    ordered = names(in_order(read_models(), given))

    assert sorted(ordered) == sorted(names(read_models()))


def test_models_come_after_what_they_read(tmp_path):
    write(tmp_path, "core", "a_fact", "select * from z_fact inner join stg_x using (id)")
    write(tmp_path, "core", "z_fact", "select id from stg_x")
    write(
        tmp_path, "staging", "stg_x", "with lake_x as (select id from lake_x) select * from lake_x"
    )
    write(
        tmp_path, "marts", "mart", "select (select max(id) from a_fact) as id, unnest([1, 2]) as n"
    )

    ordered = in_order(read_models(tmp_path), ["lake_x"])

    assert names(ordered) == ["stg_x", "z_fact", "a_fact", "mart"]


def test_the_first_line_says_what_lives_only_during_the_build(tmp_path):
    write(tmp_path, "staging", "stg_x", "select 1 as id")
    write(tmp_path, "staging", "stg_y", "-- materialize\nselect 1 as id")
    write(tmp_path, "core", "fct_x", "select 1 as id")
    write(tmp_path, "core", "step", "-- materialize\nselect 1 as id")

    kinds = {model.name: model.kind for model in read_models(tmp_path)}

    assert kinds == {
        "stg_x": "temp view",
        "stg_y": "temp table",
        "fct_x": "table",
        "step": "temp table",
    }


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ([("core", "fct_x", "select * from nowhere")], ("fct_x.sql", "nowhere")),
        (
            [("staging", "t", "select 1"), ("core", "t", "select 1")],
            ("staging/t.sql", "core/t.sql"),
        ),
        ([("staging", "s", "select * from f"), ("core", "f", "select 1")], ("s.sql", "f")),
        ([("core", "f", "select * from g"), ("core", "g", "select * from f")], ("f", "g")),
        ([("core", "f", "select 1; select 2")], ("f.sql", "2")),
        ([("core", "f", "drop table g")], ("f.sql",)),
        ([("core", "f", "select from where")], ("f.sql",)),
    ],
)
def test_a_faulty_model_is_named_together_with_what_it_wants(tmp_path, files, named):
    for file in files:
        write(tmp_path, *file)

    with pytest.raises(ModelError) as refused:
        in_order(read_models(tmp_path), ["lake_x"])

    for word in named:
        assert word in refused.value.said.zh
        assert word in refused.value.said.en
