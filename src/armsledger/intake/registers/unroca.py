"""The UN Register of Conventional Arms as its API gives a state: what it reported (`_1`) beside what its partners did (`_2`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from armsledger.intake.registers.row import Row
from armsledger.model import RecordError

REGISTER = "UN Register of Conventional Arms"
CATEGORIES = {
    "bt": "battle tank", "acv": "armoured combat vehicle", "lcas": "artillery", "ca": "combat aircraft", "ca_gen": "combat aircraft",
    "ah": "attack helicopter", "ah_gen": "attack helicopter", "ws": "warship", "mml": "missile", "mml_gen": "missile",
    "mnpd": "man-portable air-defence system", "auavf": "armed drone",
}  # fmt: skip
"""Codes of the columns with the class of weapon that each counts."""
FLOWS = {"hw_imp": True, "hw_exp": False}
"""Parts of the answer with whole numbers by partner, and whether the state is the importer there."""


def is_unroca(value: Any) -> bool:
    """Whether a JSON value is a state's answer."""
    return isinstance(value, dict) and "country" in value and any(flow in value for flow in FLOWS)


def rows(value: dict[str, Any], where: str) -> Iterator[Row]:
    """A row for each number that a state or its partner reported. Raises RecordError where the shape is another."""
    state, years = str(value["country"]), _years(value, where)
    for flow, importing in FLOWS.items():
        for partner in value.get(flow) or []:
            if not isinstance(partner, dict) or "country" not in partner:
                raise RecordError(f"{where}: a row of {flow!r} must be an object with 'country'")
            yield from _row(state, str(partner["country"]), partner, importing, years)


def _row(
    state: str, partner: str, cells: dict[str, Any], importing: bool, years: tuple[int, int] | None
) -> Iterator[Row]:
    supplier, recipient = (partner, state) if importing else (state, partner)
    for code, klass in CATEGORIES.items():
        for side, reporter in (("_1", state), ("_2", partner)):
            number = cells.get(code + side)
            if isinstance(number, int) and number > 0:
                yield Row(
                    f"unroca:{supplier}:{recipient}:{code}:{reporter}".replace(" ", "-").lower(),
                    REGISTER,
                    supplier,
                    recipient,
                    klass,
                    delivered=number,
                    delivery_years=years,
                    generic=True,
                    reporter=reporter,
                )


def _years(value: dict[str, Any], where: str) -> tuple[int, int] | None:
    reports = value.get("available_reports") or []
    try:
        years = [int(report["year"]) for report in reports]
    except (TypeError, KeyError, ValueError) as error:
        raise RecordError(f"{where}: 'available_reports' must be a list of objects with 'year'") from error
    return (min(years), max(years)) if years else None
