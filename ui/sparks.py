"""The thirteen-month line of a card, as an SVG: the usual band, the target, the last point."""

from collections.abc import Sequence
from functools import lru_cache

from analysis.signals import Limits
from ui.palette import Tokens

_WIDTH, _HEIGHT, _EDGE = 240, 52, 5


@lru_cache(maxsize=2_000)
def sparkline(
    values: tuple[float | None, ...],
    colour: Tokens,
    limits: Limits | None = None,
    target: float | None = None,
) -> str:
    """Return the SVG of a series, oldest first; a missing month leaves a gap in the line."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    marks = [*known, *([limits.lower, limits.upper] if limits else [])]
    low, high = min(marks), max(marks)
    span = (high - low) or 1.0

    def x(at: int) -> float:
        return round(_EDGE + at * (_WIDTH - 2 * _EDGE) / (len(values) - 1), 1)

    def y(value: float) -> float:
        return round(_HEIGHT - _EDGE - (value - low) / span * (_HEIGHT - 2 * _EDGE), 1)

    shapes = []
    if limits:
        top = y(limits.upper)
        shapes.append(
            f'<rect x="0" y="{top}" width="{_WIDTH}" height="{max(y(limits.lower) - top, 1)}" fill="{colour.band}"/>'
        )
        shapes.append(_rule(y(limits.mean), colour.steady))
    if target is not None and low <= target <= high:
        shapes.append(_rule(y(target), colour.ink, dashed=True))
    for run in _runs(values):
        points = " ".join(f"{x(at)},{y(value)}" for at, value in run)
        shapes.append(
            f'<polyline points="{points}" fill="none" stroke="{colour.primary}" stroke-width="2" stroke-linejoin="round"/>'
        )
    last = len(values) - 1
    if (newest := values[last]) is not None:
        shapes.append(f'<circle cx="{x(last)}" cy="{y(newest)}" r="3.5" fill="{colour.primary}"/>')
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">{"".join(shapes)}</svg>'


def _rule(y: float, stroke: str, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    return (
        f'<line x1="0" y1="{y}" x2="{_WIDTH}" y2="{y}" stroke="{stroke}" stroke-width="1"{dash}/>'
    )


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """The stretches of neighbouring known months."""
    runs: list[list[tuple[int, float]]] = [[]]
    for at, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((at, value))
    return [run for run in runs if len(run) > 1]
