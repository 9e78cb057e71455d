"""Plain tables that fit a width: columns as wide as their cells, long cells shortened, a second line for what is long."""

from __future__ import annotations

from collections.abc import Sequence

GAP = "  "


def columns(header: Sequence[str], rows: Sequence[Sequence[str]], *, width: int, below: Sequence[str] = ()) -> str:
    """A table no wider than `width`; `below` gives a line under each row."""
    widths = [max(len(c) for c in cells) for cells in zip(header, *rows, strict=True)]
    spare = sum(widths) + len(GAP) * (len(widths) - 1) - width
    while spare > 0 and max(widths) > 8:
        widest = widths.index(max(widths))
        widths[widest] -= 1
        spare -= 1
    lines = [_line(header, widths), GAP.join("─" * w for w in widths)]
    for number, row in enumerate(rows):
        lines.append(_line(row, widths))
        lines += [f"  {below[number]}"] if below else []
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    fitted = [cell if len(cell) <= w else f"{cell[: w - 1]}…" for cell, w in zip(cells, widths, strict=True)]
    return GAP.join(cell.ljust(w) for cell, w in zip(fitted, widths, strict=True)).rstrip()
