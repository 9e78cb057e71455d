"""Cases and claims made from a sentence, without the reader."""

from typing import Any

from armsledger.evaluation.gold import Case
from armsledger.model import AnyClaim, Report
from armsledger.model.records import claims_of

TEXT = "Sweden sold eight Gripen fighters to Bulgaria. Hungary leased four Gripen fighters from Sweden."
SALE = {
    "kind": "transfer", "quote": "Sweden sold eight Gripen fighters to Bulgaria", "supplier": "SWE", "recipient": "BGR",
    "item": "JAS 39 Gripen", "quantity": [8, 8], "stage": "delivered", "certainty": "asserted", "sources": [],
}  # fmt: skip
LEASE = {
    "kind": "transfer", "quote": "Hungary leased four Gripen fighters from Sweden", "supplier": "SWE", "recipient": "HUN",
    "item": "JAS 39 Gripen", "quantity": [4, 4], "stage": "ordered", "certainty": "asserted", "sources": [],
}  # fmt: skip


def case(*claims: dict[str, Any], text: str = TEXT, tags: tuple[str, ...] = (), author: str = "a") -> Case:
    """A case with these gold claims."""
    return Case(Report.of(text, id="r"), claims, author, tags)


def read(*claims: dict[str, Any], text: str = TEXT, confidence: float = 1.0) -> list[AnyClaim]:
    """Claims as the reader gives them."""
    given = [claim | {"confidence": confidence} for claim in claims]
    return claims_of({"claims": given}, Report.of(text, id="r"))
