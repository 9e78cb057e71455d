"""Captures: the raw bytes behind a report, with their hash, time and origin."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

from armsledger.model.report import Capture

Clock = Callable[[], datetime]


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def capture_of(content: bytes, origin: str, media_type: str, clock: Clock = now) -> Capture:
    """The capture of `content` obtained from `origin` at this moment."""
    return Capture(content, hashlib.sha256(content).hexdigest(), clock().astimezone(UTC), origin, media_type)
