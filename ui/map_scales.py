"""Which class an outlet falls into on the map: at most five, on either side of the target.

Teal is better than the target and brown worse, so no one has to tell red from green; a class
never straddles the target, since that would hide who meets it. Fewer than 10 cases give a grey
ring, 10 to 29 a ring in the colour of their class (design.md section 4).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.kpis import Kpi
from ui import formats, palette
from ui.words import t

# Best first; the pale middle of the scale is left out: it would vanish on the ground.
_BETTER = (palette.DIVERGING[4], palette.DIVERGING[3])
_WORSE = (palette.DIVERGING[1], palette.DIVERGING[0])
LARGEST_PX, SMALLEST_PX = 20.0, 2.5


@dataclass(frozen=True)
class Band:
    """One class of the legend.

    Attributes:
        colour: of its circles.
        label: its breaks, in the reader's language.
        is_better: whether it meets the target.
        least: the least distance from the target on the better side of it, negative when worse.
    """

    colour: str
    label: str
    is_better: bool
    least: float


@dataclass(frozen=True)
class Scale:
    """The classes of one KPI, best first, about `reference`: its target, or the value of the selection."""

    kpi: Kpi
    reference: float
    bands: tuple[Band, ...]

    def place(self, value: float) -> int:
        """Return the position of a value's class."""
        gap = _gap(self.kpi, value, self.reference)
        return next(at for at, band in enumerate(self.bands) if gap >= band.least)


def scale(kpi: Kpi, values: Sequence[float], overall: float | None) -> Scale | None:
    """Return the classes for the values shown, with round breaks.

    Args:
        kpi: The catalogue's entry; without a target the classes stand about `overall`.
        values: Those that may be judged (10 cases and more), in the KPI's unit.
        overall: The value of the whole selection.

    Returns:
        Two to four classes, or None when there is nothing to judge by.
    """
    reference = kpi.target if kpi.target is not None else overall
    if reference is None or not values:
        return None
    gaps = sorted(_gap(kpi, value, reference) for value in values)
    is_down = kpi.direction == "down"
    better = _break(
        [gap for gap in gaps if gap >= 0],
        reference,
        is_rising=not is_down,
        room=_room(kpi, reference),
    )
    worse = _break(sorted(-gap for gap in gaps if gap < 0), reference, is_rising=is_down)
    least = [*([better] if better else []), 0.0, *([-worse] if worse else []), -math.inf]
    colours = (_BETTER if better else _BETTER[:1]) + (_WORSE if worse else _WORSE[1:])
    return Scale(
        kpi,
        reference,
        tuple(
            Band(colour, _label(kpi, reference, low, least[at - 1] if at else None), low >= 0, low)
            for at, (low, colour) in enumerate(zip(least, colours, strict=True))
        ),
    )


def radius(volume: float, largest: float) -> float:
    """Return the radius of a circle whose area grows with the volume, in pixels."""
    return round(max(LARGEST_PX * math.sqrt(volume / largest), SMALLEST_PX), 1) if largest else 3.0


def _gap(kpi: Kpi, value: float, reference: float) -> float:
    """How far a value is on the better side of the reference."""
    gap = reference - value if kpi.direction == "down" else value - reference
    return round(gap, 9)


def _room(kpi: Kpi, reference: float) -> float:
    """How far better than the reference a value can be."""
    if kpi.direction == "down":
        return reference
    return {"%": 1.0, "分": 100.0}.get(kpi.unit, math.inf) - reference


def _break(
    distances: list[float], reference: float, *, is_rising: bool, room: float = math.inf
) -> float | None:
    """How far the value lies that splits the values of one side in two; None when it cannot.

    A round value near the median; where most have the best value there is, that one alone.
    """
    if not distances or distances[-1] == 0:
        return None
    middle = sorted(distances)[len(distances) // 2]
    if middle == 0:
        return None
    size = 10.0 ** math.floor(math.log10(middle))
    value = reference + (middle if is_rising else -middle)
    found = min(round(abs(round(value / size) * size - reference), 9), room)
    return found if distances[0] < found < distances[-1] or found == room else None


def _label(kpi: Kpi, reference: float, low: float, high: float | None) -> str:
    """The breaks of a class in the KPI's unit, written from the smaller to the larger value."""
    is_down = kpi.direction == "down"

    def value(gap: float) -> float:
        return reference - gap if is_down else reference + gap

    def said(gap: float) -> str:
        return formats.kpi(value(gap), kpi.unit, _decimals(kpi, value(gap)))

    if high is None and low >= _room(kpi, reference):
        return said(low)
    if high is None:
        return t("outlet_map.at_most" if is_down else "outlet_map.at_least", value=said(low))
    if low == -math.inf:
        return t("outlet_map.above" if is_down else "outlet_map.below", value=said(high))
    first, last = (high, low) if is_down else (low, high)
    # A unit longer than a sign is said once.
    bare = formats.number(value(first), _decimals(kpi, value(first)))
    return t("outlet_map.between", low=said(first) if kpi.unit == "%" else bare, high=said(last))


def _decimals(kpi: Kpi, value: float) -> int:
    shown = value * 100 if kpi.unit == "%" else value
    return next((digits for digits in (0, 1) if round(shown, 6) == round(shown, digits)), 2)
