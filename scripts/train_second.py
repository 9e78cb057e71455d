#!/usr/bin/env python3
"""Train the second looks at transfers and uses, which choose parties and say how sure a claim is.

    python scripts/train_second.py rows transfer MODELS AUTHORS OUT.npz   # what the models of a folder make of unseen authors
    python scripts/train_second.py fit transfer ROWS.npz …                # writes second_transfer.onnx
    python scripts/train_second.py fit transfer ROWS.npz … --out FILE     # the same without the authors that come next
    python scripts/train_second.py rows use MODELS AUTHORS OUT.npz --transfer FILE
    python scripts/train_second.py fit use ROWS.npz …                     # writes second_use.onnx

They have to meet in training the errors that they meet in use, so they learn from reports that neither the encoder nor the linear
models of MODELS have seen: new authors before anything is trained on them, and authors held out (`train_encoder.py --held-out
cc,ee`, `train_reader.py --without cc,ee MODELS`). Uses ask what transfers were read: half of the authors by trees fitted on the
other half. AUTHORS are codes with commas; "short" stands for all short reports, which the models have seen: no author writes them
only. Needs lightgbm and onnx (`pip install lightgbm onnx`); some minutes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper

from armsledger.catalog import catalog
from armsledger.evaluation.examples import Look, second_looks, second_looks_at_uses
from armsledger.evaluation.gold import cases
from armsledger.reading.document import parse
from armsledger.reading.judge import stored
from armsledger.reading.outline import outline
from armsledger.reading.reader import CLAIM_THRESHOLD, judge_of, layers_of, scene_of
from armsledger.reading.transfers import decide
from armsledger.reading.trees import Trees

ROOT = Path(__file__).resolve().parent.parent
WORK = [ROOT / "cases" / "work", ROOT / "cases" / "short", ROOT / "cases" / "bundles" / "work"]
SHORT = 900
"""Characters below which a report is a short one. These are learned from, too, though the models saw them: all others are long."""
TARGET = ROOT / "src" / "armsledger" / "reading" / "models"
SETTINGS = {
    "n_estimators": 400,
    "num_leaves": 16,
    "learning_rate": 0.025,
    "min_child_samples": 25,
    "colsample_bytree": 0.5,
}
SETTINGS |= {"n_jobs": 1, "subsample": 0.7, "subsample_freq": 1, "reg_lambda": 5.0, "random_state": 1}
"""Chosen on five parts of 228 reports in turn; twice or half as many leaves make little difference."""


def rows(kind: str, models: Path, authors: set[str], out: Path, transfer: Path) -> None:
    """Write what is made of the authors' reports: names, a row of numbers a party or pair, and whether it is right."""
    known = catalog()
    unseen = replace(stored(models), second={"transfer": Trees(transfer)})
    given = [
        case
        for folder in WORK
        for case in cases(folder)
        if case.author in authors or ("short" in authors and len(case.report.text) < SHORT)
        if kind == "transfer" or not case.transfers_only
    ]
    found: list[Look] = []
    for case, document in zip(given, parse([c.report for c in given]), strict=True):
        judge = judge_of(layers_of(scene_of(document, known)), unseen)
        if kind == "transfer":
            found += second_looks(case, judge, known)
        else:
            decisions = decide(judge, outline(judge.scene), CLAIM_THRESHOLD)
            found += second_looks_at_uses(case, judge, decisions, known)
    names = list(found[0][0])
    numbers = np.array([[looked_at[name] for name in names] for looked_at, _ in found], np.float32)
    right = np.array([right for _, right in found])
    np.savez_compressed(out, names=names, numbers=numbers, right=right)
    print(f"{len(given)} reports, {len(found)} rows, {right.mean():.3f} of them right")


def fit(given: list[Path], target: Path) -> None:
    """Train on such rows and write the trees."""
    from lightgbm import LGBMClassifier

    parts = [np.load(path) for path in given]
    names = [str(name) for name in parts[0]["names"]]
    numbers = np.concatenate([part["numbers"] for part in parts])
    right = np.concatenate([part["right"] for part in parts])
    model = LGBMClassifier(**SETTINGS, verbose=-1).fit(numbers, right)
    trees = [info["tree_structure"] for info in model.booster_.dump_model()["tree_info"]]
    usual = dict(zip(names, np.median(numbers, axis=0).astype(float).round(4).tolist(), strict=True))
    onnx.save(as_onnx(trees, usual), target)
    made = Trees(target).probabilities([dict(zip(names, row, strict=True)) for row in numbers.tolist()])
    if not np.allclose(made, model.predict_proba(numbers)[:, 1], atol=1e-4):
        raise SystemExit(f"{target} does not give what LightGBM gives")
    print(f"{len(right)} rows, {len(trees)} trees, {target.stat().st_size // 1024} kB")


def as_onnx(trees: list[dict[str, Any]], usual: dict[str, float]) -> onnx.ModelProto:
    """The trees of LightGBM as one node, whose sum is the log odds; with the numbers' names and medians."""
    nodes = [(tree, *node) for tree, root in enumerate(trees) for node in flat(root)]
    split = [node["split_feature"] if "threshold" in node else 0 for _, _, node, *_ in nodes]
    leaves = [(tree, number, node["leaf_value"]) for tree, number, node, *_ in nodes if "threshold" not in node]
    ensemble = helper.make_node(
        "TreeEnsembleRegressor", ["numbers"], ["odds"], domain="ai.onnx.ml", n_targets=1, post_transform="NONE",
        nodes_treeids=[tree for tree, *_ in nodes],
        nodes_nodeids=[number for _, number, *_ in nodes],
        nodes_featureids=split,
        nodes_modes=["BRANCH_LEQ" if "threshold" in node else "LEAF" for _, _, node, *_ in nodes],
        nodes_values=[at_most(node.get("threshold", 0.0)) for _, _, node, *_ in nodes],
        nodes_truenodeids=[left for *_, left, _ in nodes],
        nodes_falsenodeids=[right for *_, right in nodes],
        target_treeids=[tree for tree, *_ in leaves],
        target_nodeids=[number for _, number, _ in leaves],
        target_ids=[0] * len(leaves),
        target_weights=[float(value) for *_, value in leaves],
    )  # fmt: skip
    given = helper.make_tensor_value_info("numbers", TensorProto.FLOAT, [None, len(usual)])
    odds = helper.make_tensor_value_info("odds", TensorProto.FLOAT, [None, 1])
    graph = helper.make_graph([ensemble], "second look", [given], [odds])
    versions = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    made = helper.make_model(graph, opset_imports=versions, ir_version=8)
    helper.set_model_props(made, {"usual": json.dumps(usual)})
    return made


def at_most(threshold: float) -> float:
    """The highest 32-bit number that is no higher: what is compared is of 32 bits, so that nothing falls on the other side."""
    near = np.float32(threshold)
    return float(near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf)))


def flat(root: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any], int, int]]:
    """The nodes of a tree by numbers, each with the numbers of its two children (0 for a leaf)."""
    waiting = [root]
    for number, node in enumerate(waiting):
        left = right = 0
        if "threshold" in node:
            left, right = len(waiting), len(waiting) + 1
            waiting += [node["left_child"], node["right_child"]]
        yield number, node, left, right


def main() -> None:
    """Make rows, or train on them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(required=True, dest="step")
    making, fitting = steps.add_parser("rows"), steps.add_parser("fit")
    for step in (making, fitting):
        step.add_argument("kind", choices=("transfer", "use"))
    making.add_argument("models", type=Path)
    making.add_argument("authors")
    making.add_argument("out", type=Path)
    making.add_argument("--transfer", type=Path, default=TARGET / "second_transfer.onnx", help="trees for rows of uses")
    fitting.add_argument("rows", type=Path, nargs="+")
    fitting.add_argument("--out", type=Path, help="where to write the trees, if not among the shipped models")
    args = parser.parse_args()
    if args.step == "rows":
        rows(args.kind, args.models, set(args.authors.split(",")), args.out, args.transfer)
    else:
        fit(args.rows, args.out or TARGET / f"second_{args.kind}.onnx")


if __name__ == "__main__":
    main()
