"""Training of the reader's linear models: choices among options, each described by named features.

Maximises the summed log probability of the acceptable options with an L2 penalty (a conditional log-linear model;
a yes/no decision is a choice between {features} and {}). Needs SciPy, which only training needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Choice:
    """Options by their features, and which of them are right."""

    options: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def train(choices: Sequence[Choice], *, penalty: float = 1.0, rare: int = 2) -> dict[str, float]:
    """Weights by feature name; features seen in fewer than `rare` choices are left out."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    names = _names(choices, rare)
    rows, columns, group, right = _table(choices, names)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(group), len(names)))
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ theta
        top = np.maximum.reduceat(scores, starts)[group]
        raw = np.exp(scores - top)
        share = raw / np.add.reduceat(raw, starts)[group]
        inside = share * right
        total = np.add.reduceat(inside, starts)
        gradient = matrix.T @ (share - inside / total[group])
        value = -np.sum(np.log(total + 1e-300)) + 0.5 * penalty * theta @ theta
        return float(value), np.asarray(gradient + penalty * theta)

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {name: round(float(w), 2) for name, w in zip(names, result.x, strict=True) if abs(w) >= 0.05}


def _names(choices: Sequence[Choice], rare: int) -> list[str]:
    seen: Counter[str] = Counter()
    for choice in choices:
        seen.update({name for option in choice.options for name in option})
    return sorted(name for name, count in seen.items() if count >= rare)


def _table(choices: Sequence[Choice], names: list[str]) -> tuple[list[int], list[int], np.ndarray, np.ndarray]:
    index = {name: n for n, name in enumerate(names)}
    rows: list[int] = []
    columns: list[int] = []
    group: list[int] = []
    right: list[float] = []
    for number, choice in enumerate(choices):
        for option, good in zip(choice.options, choice.right, strict=True):
            known = [index[name] for name in set(option) if name in index]
            rows += [len(group)] * len(known)
            columns += known
            group.append(number)
            right.append(float(good))
    return rows, columns, np.array(group), np.array(right)
