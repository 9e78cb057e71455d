"""Where states lie: a point in each, for the map."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def centres() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of the middle of each state's largest piece, by alpha-3 code."""
    text = (files("armsledger.web") / "data" / "centres.csv").read_text(encoding="utf-8")
    return {row["state"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(text.splitlines())}
