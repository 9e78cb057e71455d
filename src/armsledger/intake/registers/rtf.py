"""SIPRI's RTF register: Mac-Roman, a bold supplier, then recipients behind `R:` (or `L:` for licences), rows with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from armsledger.intake.registers.row import Row
from armsledger.intake.registers.sipri import REGISTER, made_id, numbered, years_of

TOKEN = re.compile(r"\\'([0-9a-fA-F]{2})|\\([a-z]+)(-?\d+)? ?|\\([^a-z])|([{}])|([^\\{}\r\n]+)")
BREAKS = {
    "par": "\n",
    "line": "\n",
    "row": "\n",
    "tab": "\t",
    "cell": "\t",
    "endash": "-",
    "emdash": "-",
    "rquote": "'",
}
UNSHOWN = {"fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "footer", "generator"}


def plain(content: bytes) -> str:
    """The text of an RTF file, tabs and line ends kept."""
    out: list[str] = []
    hidden: list[bool] = [False]
    for code, word, value, symbol, brace, text in TOKEN.findall(content.decode("ascii", "replace")):
        if brace == "{":
            hidden.append(hidden[-1])
        elif brace == "}":
            hidden = hidden[:-1] or [False]
        elif word in UNSHOWN or symbol == "*":
            hidden[-1] = True
        elif not hidden[-1]:
            out.append(_shown(code, word, value, symbol, text))
    return "".join(out)


def _shown(code: str, word: str, value: str, symbol: str, text: str) -> str:
    if code:
        return bytes([int(code, 16)]).decode("mac-roman")
    if word == "u" and value:
        return chr(int(value) % 65536)
    return BREAKS.get(word, "") or (" " if symbol == "~" else symbol if symbol in "\\{}" else "") or text


def sipri_rows(content: bytes) -> Iterator[Row]:
    """The rows of the register."""
    return numbered(_rows(plain(content).splitlines()))


def _rows(lines: list[str]) -> Iterator[Row]:
    supplier = recipient = ""
    licensed = False
    for line in lines:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 7:
            supplier, licensed = (line.strip() or supplier), False
            continue
        if cells[0]:
            licensed = cells[0].startswith("L:")
            recipient = re.sub(r"^[RL]:\s*", "", cells[0])
        if years_of(cells[4]) and supplier:
            yield replace(_row(cells, supplier, recipient), licensed=licensed)


def _row(cells: list[str], supplier: str, recipient: str) -> Row:
    ordered, item, description, year, years, delivered = cells[1:7]
    comments = cells[7] if len(cells) > 7 else ""
    return Row(
        made_id(supplier, recipient, item, years_of(year)),
        REGISTER,
        supplier,
        recipient,
        item,
        description,
        _count(ordered),
        "(" in ordered,
        years_of(year),
        _count(delivered),
        "(" in delivered,
        years_of(years),
        comments=comments,
    )


def _count(text: str) -> int | None:
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else None
