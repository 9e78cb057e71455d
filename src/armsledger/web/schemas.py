"""The JSON of each page, for the OpenAPI description; tests hold the pages' answers to it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Open(BaseModel):
    """A record that may hold more than is named here."""

    model_config = ConfigDict(extra="allow")


class Range(Open):
    """An interval of counts; null is an open end."""

    min: int | None
    max: int | None


class PartyRecord(Open):
    """A supplier, recipient or user."""

    name: str
    country: str | None = Field(description="ISO 3166 alpha-3, or EU, NATO, UN.")
    kind: str


class Number(Range):
    """A number cell with the claims for and against it."""

    state: str
    for_: list[str] = Field(alias="for")
    against: list[str]
    under: dict[str, Range | None] = Field({}, description="What it would be under each rule, where it is disputed.")


class Dates(Open):
    """A date cell; null is an open end."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)
    from_: str | None = Field(alias="from")
    to: str | None
    state: str


class SideRecord(Open):
    """One side of a dispute."""

    value: str
    reports: list[str]
    origins: list[str]


class DisputeRecord(Open):
    """What sources contradict each other on."""

    about: str
    sides: list[SideRecord]
    sentence: str


class Transfer(Open):
    """One row of the register."""

    id: str
    supplier: PartyRecord | None
    recipient: PartyRecord | None
    item: dict[str, Any]
    stage: str
    mode: str | None
    ordered: Number
    delivered: Number
    order_date: Dates
    delivery_dates: Dates
    origins: int
    reports: list[str]
    claims: list[str]
    disputes: list[DisputeRecord]


class InPages(Open):
    """A list in pages."""

    total: int
    page: int
    pages: int


class Register(InPages):
    """The register, a page of it."""

    transfers: list[Transfer]


class ReportRecord(Open):
    """A report without its text."""

    id: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    sha256: str
    characters: int


class ClaimRecord(Open):
    """A claim as the contract of docs/claims.md has it, with its report."""

    id: str
    kind: str
    certainty: str
    evidence: dict[str, Any]
    confidence: float


class TransferDossier(Open):
    """A transfer with all its claims."""

    transfer: Transfer
    sentence: str
    claims: list[ClaimRecord]


class ReportPage(Open):
    """A report with its text, its claims and what it moved."""

    report: ReportRecord
    text: str
    claims: list[ClaimRecord]
    moved: list[dict[str, str]]


class Sources(Open):
    """Outlets and origins."""

    outlets: list[dict[str, Any]]
    origins: list[dict[str, Any]]


class Hits(InPages):
    """Places that match."""

    found: list[dict[str, Any]]


class Flows(Open):
    """What the map draws."""

    years: list[int]
    flows: list[dict[str, Any]]
    uses: list[dict[str, Any]]
    elsewhere: list[dict[str, Any]]


class Events(Open):
    """What the timeline draws."""

    total: int
    events: list[dict[str, Any]]


class Graph(Open):
    """What the network draws."""

    total: int
    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]


class Gaps(InPages):
    """Where more is reported than disclosed."""

    gaps: list[dict[str, Any]]


class Changes(InPages):
    """What changed since a day or an edition."""

    after: str | None
    changes: list[dict[str, Any]]


class Methods(Open):
    """The rules with their live counts."""

    counts: dict[str, int]
    rules: list[dict[str, Any]]


class Overview(Open):
    """The first page."""

    counts: dict[str, int]


class Queue(InPages):
    """What a person should look at, most useful first."""

    queue: list[dict[str, Any]]


class ReviewItem(Open):
    """One claim to decide about."""

    claim: ClaimRecord
    queued: dict[str, Any] | None
    decisions: list[int]


class DecisionRecord(Open):
    """A decision of a person."""

    number: int
    at: str
    who: str
    why: str
    verdict: str
    claims: list[str]
    holds: bool


class Decisions(InPages):
    """All decisions."""

    decisions: list[DecisionRecord]


class Progress(Open):
    """How far adding is."""

    number: int
    what: str
    state: str
    counts: dict[str, int]
    reports: list[str]
    problems: list[str]


class Problem(BaseModel):
    """Why a request was refused."""

    detail: Any
