"""What pages share: frame, filters, cards, pictures, tables, downloads, words.

A page is a script that reads top to bottom, asks `ui.queries` and draws; it imports only `ui` and
Streamlit. Its words live in `ui/words/<page>.py`, keys beginning with the file's name:

    '''On-time completion: which districts finish late?'''

    from ui import charts, filters, pictures, queries
    from ui.frame import page_frame
    from ui.tables import Column, table
    from ui.words import t

    page_frame("on_time")                      # guard, title, freshness, chips; always first
    chosen = filters.current()                 # analysis.filters.Filters; filters.period() beside
    rows = queries.kpi_by_level(chosen, ("K04",), "district").sort("value")
    unit, target = queries.kpi("K04").unit, queries.kpi("K04").target

    pictures.picture("late", t("on_time.late", name=rows["name"][0]), t("on_time.late_of"),
                     lambda theme: charts.ranking(rows, unit, theme, target=target), chosen)
    table(rows, (Column("name", t("common.district")), Column("denominator", t("on_time.due"), "count"),
                 Column("value", t("on_time.rate"), "rate", n="denominator")),
          "late", name=t("on_time.late_of"), total=queries.kpi_values(chosen, ("K04",)).row(0, named=True))

`ui.queries.ask(questions.f, *hashable)` caches any other question; `ui.cards.row(kpi_ids, key)` draws
cards; `ui.formats` is the only formatter (`formats.escaped(name)` before a name goes into Markdown);
`ui.downloads.button` offers any file made on a click. `palette.tokens(pictures.theme())` has the colours.
"""

import os

# Pages reshape hundreds of rows, which a second thread only waits for: waking it is a fifth of a
# rerun. Polars reads the variable once; what a page starts as a process of its own must not.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

import polars as pl  # noqa: E402

pl.thread_pool_size()
os.environ.pop("POLARS_MAX_THREADS")
