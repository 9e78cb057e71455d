"""What a URL can say: each page's parameters as one model, so that a URL carries the whole state of its page."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from armsledger.model import CellState, Rule, Stage

Name = Annotated[str, Field(max_length=200)]
Page = Annotated[int, Field(ge=1, le=100_000)]


class Moment(BaseModel):
    """Which register: as known at a date, by a rule."""

    model_config = ConfigDict(frozen=True)

    as_of: date | None = Field(None, description="Only what was published by this day (YYYY-MM-DD).")
    rule: Rule = Field(Rule.CAUTIOUS, description="Which number a disputed cell shows.")

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: Any) -> Any:
        """A form sends its empty fields too; they say nothing."""
        return {k: v for k, v in given.items() if v not in ("", [""])} if isinstance(given, dict) else given

    def parameters(self, **changes: object) -> dict[str, str]:
        """The parameters of a URL for this state, changed as given, without those that say the default."""
        data = self.model_dump() | changes
        fields = type(self).model_fields
        return {k: _text(v) for k, v in data.items() if v is not None and (k not in fields or v != fields[k].default)}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.value if isinstance(value, StrEnum) else str(value)


class Sort(StrEnum):
    """Columns that the register can be sorted by."""

    LAST = "last"
    SUPPLIER = "supplier"
    RECIPIENT = "recipient"
    SYSTEM = "system"
    ORDERED = "ordered"
    DELIVERED = "delivered"
    ORDER_DATE = "order_date"
    STAGE = "stage"
    STATE = "state"
    ORIGINS = "origins"
    REPORTS = "reports"


class Filter(Moment):
    """Which transfers."""

    supplier: Name | None = Field(None, description="State or group that supplies, by any of its names.")
    recipient: Name | None = Field(None, description="State or group that receives, by any of its names.")
    system: Name | None = Field(None, description="Weapon system or class; a class takes in all systems of it.")
    category: Name | None = Field(None, description="SIPRI armament category.")
    since: Annotated[int, Field(ge=1900, le=2200)] | None = Field(
        None, description="Reported on in this year or later."
    )
    until: Annotated[int, Field(ge=1900, le=2200)] | None = Field(
        None, description="Reported on in this year or earlier."
    )
    stage: Stage | None = Field(None, description="How far the transfer has come.")
    state: CellState | None = Field(None, description="How well its numbers stand.")
    disputed: bool = Field(False, description="Only transfers that sources contradict each other on.")
    gaps: bool = Field(False, description="Only transfers with more reported than disclosed.")


class RegisterQuery(Filter):
    """The register's table."""

    sort: Sort = Field(Sort.LAST, description="Column to sort by.")
    down: bool = Field(True, description="Largest, latest or last letter first.")
    page: Page = 1


class TimelineQuery(Filter):
    """The timeline."""

    page: Page = 1


class PageQuery(Moment):
    """A list in pages."""

    page: Page = 1
    done: Annotated[int, Field(ge=0, le=10**12)] | None = Field(
        None, description="Number of the decision that led here."
    )


class SearchIn(StrEnum):
    """What is searched."""

    REPORTS = "reports"
    QUOTES = "quotes"


class SearchQuery(PageQuery):
    """Full-text search."""

    q: Name | None = Field(None, description='Words, "phrases in quotes", begin*, -without.')
    within: SearchIn = Field(SearchIn.REPORTS, description="Whole reports, or only the quotes that carry claims.")


class MapQuery(Filter):
    """The map."""

    year: Annotated[int, Field(ge=1900, le=2200)] | None = Field(
        None, description="Only this year's transfers and uses."
    )


class GapsBy(StrEnum):
    """What gaps are counted by."""

    PAIR = "pair"
    DEAL = "deal"


class GapsQuery(PageQuery):
    """Gaps."""

    by: GapsBy | None = Field(
        None, description="Of pairs of states and a weapon family, or of single transfers; both if not given."
    )


class ChangesQuery(PageQuery):
    """What changed."""

    after: Annotated[str, Field(max_length=200)] | None = Field(
        None, description="A day (YYYY-MM-DD) or the name of an edition."
    )


class PartQuery(Moment):
    """A long report in parts."""

    part: Page = 1
    claim: Name | None = Field(None, description="Id of a claim to show first.")


class ReviewQuery(Moment):
    """One claim to decide about."""

    done: Annotated[int, Field(ge=0, le=10**12)] | None = Field(
        None, description="Number of the decision that led here."
    )
