"""Who is nominated, and whether the departments asked have answered; nothing of it changes a score."""

import polars as pl

from analysis.awards.notes import Pair
from analysis.warehouse import Release, ask

COLUMNS = ("opinions_zh", "opinions_en")


def award_nominations(release: Release) -> pl.DataFrame:
    """Return the nominations of outlets, the columns of sql/queries/award_nominations.sql."""
    return ask(release, "award_nominations")


def award_opinions(release: Release) -> pl.DataFrame:
    """Return what each department says, the columns of sql/queries/award_opinions.sql."""
    return ask(release, "award_opinions")


def of_award(nominations: pl.DataFrame, award: str) -> pl.DataFrame:
    """Return the nominations for one award: of its name, or of a name that one of both contains.

    Args:
        nominations: of `award_nominations`.
        award: the award's name in the rules.
    """
    named = [
        bool(name) and (name in award or award in name) for name in nominations["award"].to_list()
    ]
    return nominations.filter(pl.Series(named, dtype=pl.Boolean))


def with_opinions(outlets: pl.DataFrame, nominations: pl.DataFrame, award: str) -> pl.DataFrame:
    """Say of every outlet whether its opinions are complete, in both languages.

    Args:
        outlets: the rows of a shortlist.
        nominations: of `award_nominations`.
        award: the award's name in the rules.

    Returns:
        The outlets with `opinions_zh` and `opinions_en`; unchanged where no outlet of the city is
        nominated for the award, as where nobody exports nominations.
    """
    ours = of_award(nominations, award)
    if ours.is_empty():
        return outlets
    # An outlet nominated twice is as complete as the nomination that lacks most.
    counts = ours.group_by("outlet_id").agg(
        pl.col("departments_asked").min().alias("asked"),
        (pl.col("departments_asked") - pl.col("departments_answered")).max().alias("missing"),
        pl.col("objections").max(),
    )
    told = [(id_, *state(*rest)) for id_, *rest in counts.iter_rows()]
    words = pl.DataFrame(
        told, schema=dict.fromkeys(("outlet_id", *COLUMNS), pl.String), orient="row"
    )
    zh, en = state(None, None, None)
    return outlets.join(words, on="outlet_id", how="left", maintain_order="left").with_columns(
        pl.col("opinions_zh").fill_null(zh), pl.col("opinions_en").fill_null(en)
    )


def state(asked: int | None, missing: int | None, objections: int | None) -> Pair:
    """Say how far the departments' opinions are.

    Args:
        asked: departments asked; None for an outlet that is not nominated.
        missing: those that have not answered.
        objections: those that object.
    """
    if asked is None:
        return "未申报", "not nominated"
    if not asked:
        return "未征求", "nobody asked"
    zh, en = (f"缺{missing}", f"{missing} missing") if missing else ("齐全", "complete")
    return (f"{zh}，异议{objections}", f"{en}, {objections} object") if objections else (zh, en)
