"""Tools that some tests need: without them a test skips, or fails where everything is required."""

import os
import shutil

import pytest


def needs(tool: str) -> str:
    """Path of a program; skips the test where it is missing, fails it where ARMSLEDGER_REQUIRE_ALL is set."""
    path = shutil.which(tool)
    if path is None:
        if os.environ.get("ARMSLEDGER_REQUIRE_ALL"):
            pytest.fail(f"{tool} is required here but not installed")
        pytest.skip(f"needs {tool}")
    return path
