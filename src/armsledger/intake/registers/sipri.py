"""SIPRI's Arms Transfers Database in its four export shapes: deal CSV, delivery-year CSV, the old API's CSV, and RTF.

The shapes differ in encoding, in how they mark estimates ("?", Yes/No, X, brackets) and in what a row is; all come out as `Row`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from armsledger.intake.registers.row import Row
from armsledger.model import InputError

REGISTER = "SIPRI"
DEALS = ("Recipient", "Supplier", "Year of order")
YEARS = ("SIPRI AT Database ID", "Supplier", "Recipient")
API = ("tidn", "buyercod", "sellercod")


def rows(content: bytes, where: str) -> Iterator[Row]:
    """The rows of a SIPRI file, whatever its shape. Raises InputError where it has none of them."""
    if content.lstrip().startswith(b"{\\rtf"):
        from armsledger.intake.registers.rtf import sipri_rows

        return sipri_rows(content)
    for text in _decoded(content):
        lines = text.splitlines()
        for number, line in enumerate(lines[:40]):
            header = [cell.strip() for cell in next(csv.reader([line.rstrip(";")]), [])]
            for start, read in ((DEALS, _deals), (YEARS, _years), (API, _api)):
                if tuple(header[: len(start)]) == start:
                    return read(_records(header, lines[number + 1 :]))
    raise InputError(f"{where}: is no SIPRI file: its header is none of deal, delivery-year, API or RTF exports")


def _decoded(content: bytes) -> Iterable[str]:
    try:
        yield content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield content.decode("latin-1")


def _records(header: Sequence[str], lines: Sequence[str]) -> Iterator[list[str]]:
    """Records as wide as the header; comments with a line break inside come in two short lines, which are joined."""
    pending = ""
    for line in lines:
        joined = f"{pending} {line.strip()}" if pending else line
        cells = next(csv.reader(io.StringIO(joined.rstrip(";"))), [])
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) < len(header):
            pending = joined
            continue
        pending = ""
        yield [cell.strip() for cell in cells]


def _number(text: str) -> int | None:
    digits = re.sub(r"[^\d]", "", text)
    return int(digits) if digits else None


def years_of(text: str) -> tuple[int, int] | None:
    """First and last year of "2019", "(2012)", "2013-2014", "2019; 2020"."""
    found = [int(year) for year in re.findall(r"\b(?:1[89]|20)\d\d\b", text)]
    return (min(found), max(found)) if found else None


def made_id(*parts: object) -> str:
    """An id for a row that has none: of what does not change between releases."""
    return f"sipri:{hashlib.sha256('|'.join(map(str, parts)).encode()).hexdigest()[:12]}"


def numbered(made: Iterable[Row]) -> Iterator[Row]:
    """Two like rows (two lots of one year) get ids of their own."""
    seen: dict[str, int] = {}
    for row in made:
        seen[row.id] = seen.get(row.id, 0) + 1
        yield row if seen[row.id] == 1 else replace(row, id=f"{row.id}-{seen[row.id]}")


def _deals(records: Iterable[list[str]]) -> Iterator[Row]:
    """Shape C: a column with "?" behind each estimated value."""
    return numbered(_deal(cells) for cells in records)


def _deal(cells: list[str]) -> Row:
    recipient, supplier, year, _, ordered, guess, item, description, delivered, guess_too, years, status, comments = (
        cells[:13]
    )
    return Row(
        made_id(supplier, recipient, item, years_of(year)),
        REGISTER,
        supplier,
        recipient,
        item,
        description,
        _number(ordered),
        "?" in guess,
        years_of(year),
        _number(delivered),
        "?" in guess_too,
        years_of(years),
        status,
        comments,
    )


def _years(records: Iterable[list[str]]) -> Iterator[Row]:
    """Shape D: a line a deal and delivery year, summed up here by deal; it knows no number ordered."""
    ordered = sorted(records, key=lambda cells: int(cells[0]))
    for id, group in groupby(ordered, key=lambda cells: cells[0]):
        lines = list(group)
        first = lines[0]
        delivered = [n for n in (_number(cells[8]) for cells in lines) if n is not None]
        spans = [s for s in (years_of(cells[10]) for cells in lines) if s]
        yield Row(
            f"sipri:{id}",
            REGISTER,
            first[1],
            first[2],
            first[3],
            first[4],
            order_years=years_of(first[6]),
            delivered=sum(delivered) if delivered else None,
            delivered_estimated=any(cells[9].lower() == "yes" for cells in lines),
            delivery_years=(min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None,
            status=first[12],
        )


API_COLUMNS = (
    *("tidn", "buyercod", "sellercod", "odat", "odai", "onum", "onai", "ldat", "term", "desig2", "wcat", "desc"),
    *("coprod", "nrdel", "nrdelai", "delyears", "buyer", "seller", "status"),
)


def _api(records: Iterable[list[str]]) -> Iterator[Row]:
    """Shape B: the old API; X marks an estimate, L a licence."""
    for cells in records:
        known = dict(zip(API_COLUMNS, cells, strict=False))
        yield Row(
            f"sipri:{known['tidn']}",
            REGISTER,
            known["seller"] or known["sellercod"],
            known["buyer"] or known["buyercod"],
            known["desig2"],
            known["desc"],
            _number(known["onum"]),
            known["onai"] == "X",
            years_of(known["odat"]),
            _number(known["nrdel"]),
            known["nrdelai"] == "X",
            years_of(known["delyears"]),
            known["status"],
            licensed=known["coprod"] == "L",
        )
