#!/usr/bin/env python3
"""Read mutated reports: no crash, no field without its words.

    python scripts/fuzz_reader.py --rounds 10000 --seed 0

A mutation cuts, doubles, swaps or joins sentences, drops or doubles words, turns quotes, dashes, case and digits, and strews in
marks of other scripts. Prints each report that fails with its seed, and exits with 1 where one did.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

from armsledger.evaluation.gold import cases
from armsledger.model import Report
from armsledger.reading.reader import read

CASES = Path(__file__).resolve().parent.parent / "cases"
NOISE = [
    "\u00a0",
    "🛩",
    "e\u0301",
    "\r\n",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\t",
    "“",
    "”",
    "«",
    "…",
    "- ",
    "\n\n",
    "'",
    '"',
    "(",
    ")",
    ":",
    ";",
]


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def _strewn(text: str, pick: random.Random) -> str:
    for _ in range(pick.randint(1, 12)):
        place = pick.randrange(len(text) + 1)
        text = text[:place] + pick.choice(NOISE) + text[place:]
    return text


def _shuffled(text: str, pick: random.Random) -> str:
    parts = _sentences(text)
    pick.shuffle(parts)
    return " ".join(parts)


def _thinned(text: str, pick: random.Random) -> str:
    return " ".join(w for w in text.split(" ") if pick.random() > 0.15)


def _doubled(text: str, pick: random.Random) -> str:
    return " ".join(w if pick.random() > 0.1 else f"{w} {w}" for w in text.split(" "))


def _cut(text: str, pick: random.Random) -> str:
    first, last = sorted(pick.randrange(len(text) + 1) for _ in range(2))
    return text[first:last]


def _turned(text: str, pick: random.Random) -> str:
    return pick.choice(
        [str.upper, str.lower, str.title, lambda t: t.replace(". ", " "), lambda t: t.replace(" ", "\n")]
    )(text)


def _renumbered(text: str, pick: random.Random) -> str:
    return re.sub(r"\d", lambda _: pick.choice("0123456789,.-"), text)


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    _strewn, _shuffled, _thinned, _doubled, _cut, _turned, _renumbered,
)  # fmt: skip


def main() -> int:
    """Fuzz and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    texts = [c.report.text for part in ("short", "work") for c in cases(CASES / part)]
    failed = claims = 0
    for number in range(args.rounds):
        pick = random.Random(args.seed + number)
        text = _cut(pick.choice(texts), pick) if pick.random() < 0.6 else pick.choice(texts)
        for mutate in pick.choices(MUTATIONS, k=pick.randint(1, 3)):
            text = mutate(text, pick)
        try:
            found = read(Report.of(text)).claims
        except Exception as error:
            print(f"seed {args.seed + number}: {type(error).__name__}: {error}")
            failed += 1
            continue
        claims += len(found)
        loose = [c.id for c in found if c.ungrounded(text)]
        if loose:
            print(f"seed {args.seed + number}: fields without words in {loose}")
            failed += 1
    print(f"{args.rounds} reports, {claims} claims, {failed} failures")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
