#!/usr/bin/env python3
"""Train the reader's linear models from the work part of the cases and write them as readable JSON.

    python scripts/train_reader.py                      # writes src/armsledger/reading/models/transfer.json
    python scripts/train_reader.py --without cc,ee DIR  # instead: DIR/transfer.json, trained without these authors
    python scripts/train_reader.py --held-out DIR       # instead: one model file an author, trained without that author

Takes a few minutes on one core. Nothing but `cases/work`, `cases/short` and the work part of `cases/bundles` is read. How far a
reading can be trusted is learned afterwards, by models that have not seen the reports: `train_second.py`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from armsledger.catalog import catalog
from armsledger.evaluation.training import PENALTY, Weights, accuracy, lessons, linear_weights, merged

ROOT = Path(__file__).resolve().parent.parent
WORK = [ROOT / "cases" / "work", ROOT / "cases" / "short", ROOT / "cases" / "bundles" / "work"]
TARGET = ROOT / "src" / "armsledger" / "reading" / "models" / "transfer.json"


def write(weights: Weights, path: Path) -> None:
    """One weight a line, in alphabetical order, so that a diff shows what training changed."""
    path.write_text(json.dumps(weights, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    """Train and write, or hold one author out after another."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--held-out", type=Path, metavar="DIR", help="write models trained without one author each")
    other.add_argument("--without", nargs=2, metavar=("AUTHORS", "DIR"), help="write a model file trained without them")
    args = parser.parse_args()
    known = catalog()
    given = list(lessons(WORK, known))
    if not args.held_out:
        authors, folder = args.without or ("", TARGET.parent)
        seen = [x for x in given if x.case.author not in authors.split(",")]
        write(linear_weights(seen, known), Path(folder) / TARGET.name)
        return
    for author in sorted({x.case.author for x in given}):
        weights = linear_weights([x for x in given if x.case.author != author], known)
        write(weights, args.held_out / f"{author}.json")
        held = merged([x for x in given if x.case.author == author])
        for name in PENALTY:
            choices = getattr(held, name)
            print(f"{author} {name:10} {accuracy(weights[name], choices):.3f} of {len(choices)}")


if __name__ == "__main__":
    main()
