"""A number as an interval, with what each origin says of it below: agreement is seen at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from armsledger.model import CellState, Interval, NumberCell
from armsledger.web.drawing.svg import box, line, picture

WIDTH, BAND, STEP = 132, 7, 5
LINES = 6
"""Origins drawn at most in a register row."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one origin says."""

    origin: str
    interval: Interval
    stands: bool
    """Whether it stands for the number shown."""


def interval_picture(cell: NumberCell, figures: Sequence[Figure], lines: int = LINES) -> Markup:
    """The number as a band, below it a thin line for each origin's figure; open ends run to the edge."""
    if cell.interval is None:
        return Markup("")
    shown = list(figures)[:lines]
    top = _top([cell.interval, *(f.interval for f in shown)])
    pieces = [
        line(0, BAND + 1.5, WIDTH, BAND + 1.5, "axis"),
        _bar(cell.interval, top, 0, BAND, f"band {cell.state.value}", str(cell.interval)),
    ]
    for number, figure in enumerate(shown):
        y = BAND + 4 + number * STEP
        pieces.append(
            _bar(
                figure.interval,
                top,
                y,
                2.6,
                "said" if figure.stands else "said against",
                f"{figure.origin}: {figure.interval}",
            )
        )
    label = f"{cell.interval}, {cell.state.value.replace('_', ' ')}; " + "; ".join(
        f"{f.origin}: {f.interval}" for f in shown
    )
    return picture(WIDTH, BAND + 5 + STEP * len(shown), label, pieces, "interval")


def _top(intervals: Sequence[Interval]) -> int:
    """The right edge: a fifth beyond the largest number, so that an open end has room."""
    ends = [end for i in intervals for end in (i.min, i.max) if end is not None]
    return max(1, round(max(ends, default=1) * 1.2))


def _bar(interval: Interval, top: int, y: float, height: float, style: str, title: str) -> Markup:
    low = (interval.min or 0) / top * WIDTH
    high = WIDTH if interval.max is None else interval.max / top * WIDTH
    open_ = " open" if interval.max is None else ""
    if interval.exact:
        low = max(0.0, low - 2)
        high = low + 4
    return box(low, y, high - low, height, style + open_, title)


def weight(state: CellState) -> str:
    """A sign for a state that needs no colour."""
    return {
        CellState.CONFIRMED: "●●",
        CellState.SINGLE_ORIGIN: "●",
        CellState.DISPUTED: "◐",
        CellState.ESTIMATED: "≈",
        CellState.REFUTED: "⊘",
        CellState.UNKNOWN: "○",
    }[state]
