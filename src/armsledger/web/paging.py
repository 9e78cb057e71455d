"""Lists in pages of fifty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from armsledger.web.queries import Moment

SIZE = 50
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Paged(Generic[Item]):
    """One page of a list."""

    items: Sequence[Item]
    page: int
    total: int
    size: int = SIZE

    @property
    def last(self) -> int:
        """Number of the last page."""
        return max(1, -(-self.total // self.size))

    @property
    def first_item(self) -> int:
        """Place of the first item shown, counted from 1."""
        return (self.page - 1) * self.size + 1

    def record(self, name: str, items: Any) -> dict[str, Any]:
        """The page as JSON."""
        return {"total": self.total, "page": self.page, "pages": self.last, name: items}


def paged(items: Sequence[Item], query: Moment, size: int = SIZE) -> Paged[Item]:
    """The page that a query asks for."""
    number: int = getattr(query, "page", 1)
    return Paged(items[(number - 1) * size : number * size], number, len(items), size)
