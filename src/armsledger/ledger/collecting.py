"""Python's search for unreachable cycles, put off while a register is made.

Millions of claims, none of which points back to what holds it, would be walked through again and again for nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles inside; memory is still freed by reference counts."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
