"""The three roles, each of which may do all that the one before may."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person may do. A viewer looks, an analyst decides and adds, an admin lets people in."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    ADMIN = "admin"

    def may(self, needed: Role) -> bool:
        """Whether this role is enough where `needed` is asked for."""
        order = list(Role)
        return order.index(self) >= order.index(needed)
