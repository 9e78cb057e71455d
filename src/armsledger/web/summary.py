"""A transfer in a sentence or two of plain words, with its uncertainty."""

from __future__ import annotations

from collections.abc import Iterator

from armsledger.model import CellState, Deal, Mode, NumberCell, Party, Rule, Stage
from armsledger.web.rendering import plural

_STAGES = {
    Stage.TALKS: "{s} and {r} are reported to be in talks about {w}",
    Stage.PLEDGED: "{s} is reported to have pledged {w} to {r}",
    Stage.APPROVED: "{s} is reported to have approved {w} for {r}",
    Stage.ORDERED: "{r} is reported to have ordered {w} from {s}",
    Stage.DELIVERED: "{s} is reported to have delivered {w} to {r}",
    Stage.PRODUCED: "{r} is reported to produce {w} under licence from {s}",
    Stage.SUPPORTED: "{s} is reported to support {w} of {r}",
    Stage.HALTED: "The transfer of {w} from {s} to {r} is reported to have been stopped",
}
_MODES = {
    Mode.AID: "as aid",
    Mode.LOAN: "on loan",
    Mode.LEASE: "on lease",
    Mode.LICENCE: "under licence",
    Mode.SWAP: "in a swap",
}

RULES = {
    Rule.CAUTIOUS: "all that is said", Rule.REPRESENTATIVE: "what most origins say", Rule.LATEST: "what was said last",
}  # fmt: skip
"""The rules for disputed numbers in plain words."""


def summary(deal: Deal) -> str:
    """What is known of a transfer, and how well."""
    told = _STAGES[deal.stage].format(
        s=_name(deal.supplier, "An unknown supplier"), r=_name(deal.recipient, "an unknown recipient"), w=deal.item.name
    )
    how = f" {_MODES[deal.mode]}" if deal.mode in _MODES else ""
    return " ".join([f"{told[0].upper()}{told[1:]}{how}.", *_numbers(deal), *_standing(deal)])


def _name(party: Party | None, otherwise: str) -> str:
    return party.name if party else otherwise


def _numbers(deal: Deal) -> Iterator[str]:
    for word, cell in (("ordered", deal.ordered), ("delivered", deal.delivered)):
        if cell.interval:
            verb = "is" if cell.interval.max == 1 else "are"
            yield f"{number_words(cell)} {verb} said to have been {word}, {state_words(cell)}."


def number_words(cell: NumberCell) -> str:
    """A number as one says it."""
    assert cell.interval
    low, high = cell.interval.min, cell.interval.max
    if low is not None and low == high:
        return f"{low:,}"
    if high is None:
        return f"At least {low:,}"
    return f"At most {high:,}" if low is None else f"Between {low:,} and {high:,}"


def state_words(cell: NumberCell) -> str:
    """How well a number stands, in words."""
    return {
        CellState.CONFIRMED: "which two or more independent origins agree on",
        CellState.SINGLE_ORIGIN: "which rests on a single origin",
        CellState.DISPUTED: "which is disputed",
        CellState.ESTIMATED: "which is an estimate",
        CellState.REFUTED: "which has been refuted",
        CellState.UNKNOWN: "which nobody gave a number for",
    }[cell.state]


def _standing(deal: Deal) -> Iterator[str]:
    told = (
        f"{plural(len(deal.origins), 'independent origin')} in {plural(len(deal.reports), 'report')} stand behind this"
    )
    yield (told.replace(" stand ", " stands ") if len(deal.origins) == 1 else told) + "."
    if deal.disputes:
        about = sorted({d.about.value.replace("_", " ") for d in deal.disputes})
        yield f"Sources contradict each other on: {', '.join(about)}."
