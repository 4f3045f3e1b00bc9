"""Parts of the award page: the sentence, the counts, the picture, the lists, the evidence, the rules."""

from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from analysis.awards.rules import RulesError
from analysis.awards.shortlist import NoCompleteMonthError, Shortlist, rules_file, shortlist
from analysis.filters import Filters
from analysis.warehouse import Release
from ui import award_figures, downloads, formats, pictures, queries
from ui.tables import Column, table
from ui.words import language, pick, t

VIEWS = ("list", "candidates", "small", "ineligible")
_SHOWN = 20  # of the picture: what a screen holds; the rest is in the table


def drawn_up() -> Shortlist:
    """Return the shortlist of this build, or say why there is none and stop the page."""
    path = rules_file()
    release = queries.release()
    try:
        # The time of the file is part of the key: rules changed on disk count at the next run.
        return _drawn_up(release.build_id, path, path.stat().st_mtime_ns, release)
    except (RulesError, NoCompleteMonthError) as fault:
        st.error(formats.escaped(pick(fault.zh, fault.en)), icon=":material/rule:")
        st.stop()


@st.cache_resource(max_entries=4, show_spinner=False)
def _drawn_up(build_id: str, path: Path, changed_at: int, _release: Release) -> Shortlist:
    return shortlist(_release, path)


def sentence(found: Shortlist) -> None:
    """Say the answer, the compliance line and the window."""
    st.markdown(queries.derived.of(found, _answer, language()))
    basis = found.basis
    window = t(
        "awards.window",
        start=formats.day(basis.start),
        end=formats.day(basis.end),
        months=basis.months,
    )
    st.info(pick(*found.notes[0]), icon=":material/gavel:")
    st.caption(window)


# The language is that of the words, and so part of what is kept.
def _answer(found: Shortlist, _lang: str) -> str:
    places = found.rules.places
    candidates = found.candidates
    bands = dict(candidates.group_by("band").len().iter_rows())
    crossing = candidates.filter(pl.col("rank_low") <= places, pl.col("rank_high") > places).height
    says = "awards.says" if bands.get("recommended") else "awards.says_none_clear"
    told = t(
        says,
        eligible=formats.number(candidates.height),
        recommended=bands.get("recommended", 0),
        review=bands.get("review", 0),
        close=t("awards.close", count=crossing, places=places) if crossing > 1 else "",
    )
    if found.proposed.height:
        told += t(
            "awards.proposed",
            listed=found.proposed.height,
            placed=found.chosen.height,
            reserve=found.proposed.height - found.chosen.height,
        )
    if found.small_proposed.height:
        told += t("awards.small_proposed", count=found.small_proposed.height)
    if found.problem:
        problem = t("awards.no_list", problem=pick(*found.problem))
        told = problem if candidates.is_empty() else f"{told} {problem}"
    return told


def shown(found: Shortlist, chosen: Filters) -> pl.DataFrame:
    """Return the outlets of the chosen place, industry and level, with names in the reader's language."""
    names = queries.place_names(language())
    wanted = {
        "district_id": chosen.district_id,
        "township_id": chosen.township_id,
        "industry_id": chosen.industry_id,
        "entity_level": chosen.entity_level,
    }
    kept = [pl.col(name) == value for name, value in wanted.items() if value is not None]
    bands = {band: t(f"awards.{band}") for band in ("recommended", "review", "other")}
    places = {place: t(f"awards.place_{place}") for place in ("quota", "reserve")}
    ranks = pl.format("{}–{}", pl.col("rank_low"), pl.col("rank_high"))
    told = f"opinions_{language()}"
    opinions = [pl.col(told).alias("opinions")] if told in found.outlets.columns else []
    return found.outlets.filter(*kept).with_columns(
        *opinions,
        industry=pl.col("industry_id").replace(names["industry"]),
        district=pl.col("district_id").replace(names["district"]),
        range=ranks,
        band_words=pl.col("band").replace(bands),
        place_words=pl.col("place").replace(places),
        must_haves_words=pl.col(f"must_haves_{language()}"),
        quota=pl.col(f"quota_{language()}").fill_null(""),
        verify=pl.col(f"verify_{language()}"),
        reason=pl.col(f"reason_{language()}"),
    )


def counts(found: Shortlist, outlets: pl.DataFrame) -> None:
    """Draw how many outlets passed the gates and how many did not."""
    by_status = dict(outlets.group_by("status").len().iter_rows())
    gates = found.rules.eligibility.model_dump()
    with st.grid("auto", min_column_width=150, key="award_counts"):
        st.metric(t("awards.all"), formats.number(outlets.height), border=True)
        for status in ("eligible", "small", "ineligible"):
            st.metric(
                t(f"awards.{status}"),
                formats.number(by_status.get(status, 0)),
                border=True,
                help=t("awards.small_help", **gates) if status == "small" else None,
            )


def picture(found: Shortlist, outlets: pl.DataFrame, chosen: Filters) -> None:
    """Draw the best-ranked of the outlets shown, with the ranges of their ranks."""
    ranked = outlets.filter(pl.col("status") == "eligible").head(_SHOWN)
    rows = ranked.with_columns(is_chosen=pl.col("place").is_not_null())
    if rows.is_empty():
        return
    first = rows.row(0, named=True)
    how = "within" if first["rank"] > 1 else "first" if first["rank_high"] == 1 else "leads"
    title = t(
        f"awards.picture_{how}",
        name=formats.escaped(first["outlet_name"]),
        rank=first["rank"],
        low=first["rank_low"],
        high=first["rank_high"],
    )
    pictures.picture(
        "award_ranks",
        title,
        t("awards.picture_of", count=rows.height),
        lambda theme: award_figures.rank_ranges(rows, found.rules.places, theme),
        chosen,
        found.rules.sha256,
    )


def lists(found: Shortlist, outlets: pl.DataFrame) -> dict[str, Any] | None:
    """Draw the list or another view of the outlets; return the outlet clicked, else the first."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = st.segmented_control(
            t("awards.view"),
            VIEWS,
            default=VIEWS[0],
            required=True,
            key="award_view",
            format_func=lambda name: t(f"awards.view_{name}"),
            label_visibility="collapsed",
        )
        lang, name = language(), getattr(found.rules.name, language())
        downloads.button(
            t("awards.download"),
            lambda: found.to_workbook(lang),
            f"{t('awards.file', name=name)}_v{int(found.basis.build_id)}.xlsx",
            "award_workbook",
        )
    rules, has_opinions = found.rules, "opinions" in outlets.columns
    if view == "small":
        rows = outlets.filter(pl.col("status") == view)
        places = rules.small_outlets.places
        standing = _standing_columns(places, has_opinions=has_opinions) if places else []
        columns = [*standing, *(one for one in _reason_columns() if one not in standing)]
    elif view == "ineligible":
        rows, columns = outlets.filter(pl.col("status") == view), _reason_columns()
    else:
        candidates = outlets.filter(pl.col("status") == "eligible")
        listed = candidates.filter(pl.col("place").is_not_null())
        rows = listed.sort("place", maintain_order=True) if view == "list" else candidates
        columns = _standing_columns(rules.places, has_opinions=has_opinions)
    picked = table(rows, columns, f"award_{view}", name=t(f"awards.rows_{view}"), select=True)
    if view == "list":
        _quota_moves(outlets)
    return picked or (rows.row(0, named=True) if rows.height else None)


def _quota_moves(outlets: pl.DataFrame) -> None:
    """Say of everyone whom a quota moved why, and by how many points."""
    moved = outlets.filter(pl.col("quota") != "")
    if moved.is_empty():
        return
    with st.expander(t("awards.moves", count=moved.height), icon=":material/swap_vert:"):
        st.markdown(
            "\n".join(
                f"- {formats.escaped(t('awards.move', rank=row['rank'], name=row['outlet_name'], why=row['quota']))}"
                for row in moved.iter_rows(named=True)
            )
        )


def _standing_columns(places: int, *, has_opinions: bool) -> list[Column]:
    chance = t("awards.chance", places=places)
    return [
        Column("outlet_name", t("common.outlet"), width="medium"),
        Column("place_words", t("awards.place")),
        Column("rank", t("awards.rank"), "count"),
        Column("score", t("awards.score"), "decimal", help=t("awards.score_help")),
        Column("range", t("awards.range")),
        Column("chance", chance, "rate", help=t("awards.chance_help")),
        Column("band_words", t("awards.band")),
        Column("must_haves_words", t("awards.must_haves")),
        Column("verify", t("awards.verify"), width=130),
        *([Column("opinions", t("awards.opinions"))] if has_opinions else []),
        Column("industry", t("common.industry")),
        Column("district", t("common.district")),
        Column("quota", t("awards.quota"), width="large"),
    ]


def _reason_columns() -> list[Column]:
    whole = ("closed_cases", "active_ratings", "inspections", "unannounced", "inspectors")
    return [
        Column("outlet_name", t("common.outlet"), width="medium"),
        Column("reason", t("awards.reason"), width="large"),
        Column("industry", t("common.industry")),
        Column("district", t("common.district")),
        *(Column(key, t(f"awards.{key}"), "count") for key in whole),
    ]
