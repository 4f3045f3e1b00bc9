"""The button for the 督办单 of an overdue case: what it is, why it was due, how late, room to sign."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from analysis import questions
from analysis.slip import to_slip
from ui import downloads, formats, queries
from ui.words import pick, t


def slip(case: Mapping[str, Any], verdict: str, steps: Sequence[str]) -> None:
    """Draw the button for a case that is open past its due time, or was finished after it.

    Args:
        case: The row of `questions.ticket`.
        verdict: Whether it is on time, in Markdown.
        steps: Why it was due when it was, in Markdown.
    """
    title, told = t("supervision.title"), _told(case, verdict, steps)
    sign = t("supervision.sign")
    blank = [
        (t("supervision.demand"), t("supervision.demand_begun")),
        (t("supervision.answer"), ""),
        (t("supervision.unit_signed"), sign),
        (t("supervision.office_signed"), sign),
    ]
    as_of, build = case["as_of"], int(queries.release().build_id)
    number = t("supervision.number", year=as_of.year)
    note = pick("；", "; ").join(
        [t("common.as_of", moment=formats.moment(as_of)), t("common.build", number=build)]
    )
    if queries.build_info()["is_sample"][0]:
        note += pick("；", "; ") + t("common.sample_mark")
    downloads.button(
        t("supervision.button"),
        lambda: to_slip(title, number, told, blank, note, as_of),
        f"{title}_{downloads.sheet_name(case['ticket_id'])}_{as_of:%Y-%m-%d}_v{build}.xlsx",
        "supervision_slip",
        kind="secondary",
    )


def _told(
    case: Mapping[str, Any], verdict: str, steps: Sequence[str]
) -> list[tuple[str, str | int]]:
    unit = queries.ask(questions.units).filter(pl.col("unit_id") == case["unit_id"])
    known = unit.row(0, named=True) if unit.height else {}
    contact = " ".join(known[part] for part in ("contact", "phone") if known.get(part))
    why = "\n".join(f"{at}. {formats.unescaped(step)}" for at, step in enumerate(steps, start=1))
    facts: dict[str, str | int | None] = {
        "unit": _named(case["unit_name"]),
        "contact": contact,
        "case": case["ticket_id"],
        "matter": case["matter"],
        "outlet": _named(case["outlet_name"]),
        "district": _named(case["district_name"]),
        "started": formats.moment(case["started_at"]),
        "due": formats.moment(case["due_at"]),
        "why": why,
        "state": formats.unescaped(verdict),
        "late": case["late_workdays"],
        "source": t("supervision.line", file=case["file_name"], line=case["line_number"]),
    }
    return [
        (t(f"supervision.{key}"), formats.MISSING if fact is None or fact == "" else fact)
        for key, fact in facts.items()
    ]


def _named(name: str | None) -> str | None:
    return t("common.unknown") if name == "unknown" else name
