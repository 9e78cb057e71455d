"""How long the catalog takes: to load from its cache (aim: 0.2 s) and to scan a report of 5,000 words (aim: 5 ms).

    python benchmarks/catalog.py [CASES]

The report is put together from the texts of the cases; times are CPU times, the best of several runs, without other programs' share.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from armsledger.catalog import catalog

LOAD = "import time; t = time.process_time(); from armsledger.catalog import catalog; catalog(); print(time.process_time() - t)"


def report(folder: Path, words: int = 5000) -> str:
    """The texts of the cases one after another, cut to a number of words."""
    text = "\n".join(json.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted(folder.glob("*.json")))
    return text[: [word.end() for word in islice(re.finditer(r"\S+", text), words)][-1]]


def best(run: Callable[[], object], times: int) -> float:
    """CPU seconds of the fastest of several runs."""
    found = []
    for _ in range(times):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def loading() -> float:
    """CPU seconds to import and load the catalog in a fresh process."""
    return float(subprocess.run([sys.executable, "-c", LOAD], check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Print both times."""
    text = report(Path(sys.argv[1] if len(sys.argv) > 1 else "cases/work"))
    known = catalog()
    hits = len(list(known.scan(text)))
    print(f"load   {min(loading() for _ in range(5)) * 1000:6.0f} ms")
    print(
        f"scan   {best(lambda: list(known.scan(text)), 100) * 1000:6.1f} ms   {hits} names in {len(text.split())} words"
    )


if __name__ == "__main__":
    main()
