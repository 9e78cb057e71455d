"""An ensemble of decision trees over named numbers, as an ONNX file that says in its metadata which numbers it wants."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from armsledger.reading.linear import log_odds

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


MOST = 6
"""Reasons given."""


class Trees:
    """The ensemble of a file, loaded when it is first asked; one thread, because a process reads on each core."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _session(self) -> InferenceSession:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return InferenceSession(str(self._path), options, providers=["CPUExecutionProvider"])

    @cached_property
    def usual(self) -> Mapping[str, float]:
        """The numbers that it wants, in their order, each with its median in training."""
        found: dict[str, float] = json.loads(self._session.get_modelmeta().custom_metadata_map["usual"])
        return found

    def probabilities(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """The probability of each row of numbers by name. Raises KeyError where one is missing."""
        if not rows:
            return []
        given = np.array([[row[name] for name in self.usual] for row in rows], np.float32)
        odds = self._session.run(None, {"numbers": given})[0].reshape(-1)
        found: list[float] = (1.0 / (1.0 + np.exp(-odds))).tolist()
        return found


@lru_cache(maxsize=4)
def trees(path: Path) -> Trees:
    """The ensemble of a file, once a process."""
    return Trees(path)


def reasons(looked_at: Mapping[str, float], model: Trees) -> list[tuple[str, float]]:
    """The numbers that moved the log odds most, beside what is usual of each, with how much they did."""
    rows = [looked_at, *({**looked_at, name: usual} for name, usual in model.usual.items())]
    own, *others = map(log_odds, model.probabilities(rows))
    moved = [(f"{name} = {looked_at[name]:.3g}", own - other) for name, other in zip(model.usual, others, strict=True)]
    return sorted(moved, key=lambda reason: -abs(reason[1]))[:MOST]
