"""Training the reader's models on annotated cases, and checking them on authors held out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from armsledger.catalog import Catalog
from armsledger.evaluation.associating import association_counts
from armsledger.evaluation.examples import Examples, examples
from armsledger.evaluation.gold import Case, cases
from armsledger.evaluation.softmax import Choice, train
from armsledger.reading.document import parse
from armsledger.reading.linear import Linear
from armsledger.reading.reader import layers_of, scene_of
from armsledger.reading.transfers import Layers

PENALTY = {"claim": 1.0, "role": 10.0, "stage": 1.0, "certainty": 1.0, "statement": 1.0, "use": 1.0, "user": 10.0}
"""L2 penalties, chosen by leaving out one author after another."""

Weights = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A case, parsed, with its examples."""

    case: Case
    layers: Layers
    examples: Examples


def lessons(folders: Sequence[Path], catalog: Catalog) -> Iterator[Lesson]:
    """The cases of some folders, parsed."""
    given = [case for folder in folders for case in cases(folder)]
    for case, document in zip(given, parse([c.report for c in given]), strict=True):
        layers = layers_of(scene_of(document, catalog))
        yield Lesson(case, layers, examples(case, layers.scene, layers.voices, catalog))


def linear_weights(given: Sequence[Lesson], catalog: Catalog) -> Weights:
    """The linear models of claims, roles, stages, certainties and statements, and what is known of trades and holders."""
    whole = merged(given)
    trained = {name: train(getattr(whole, name), penalty=penalty) for name, penalty in PENALTY.items()}
    return trained | association_counts((x.case for x in given), catalog)


def merged(given: Sequence[Lesson]) -> Examples:
    """The examples of several lessons in one."""
    whole = Examples()
    for lesson in given:
        whole.extend(lesson.examples)
    return whole


def accuracy(weights: dict[str, float], choices: Sequence[Choice]) -> float:
    """Share of choices in which the best option is a right one."""
    model = Linear(weights)
    right = 0
    for choice in choices:
        scores = [model.score(option) for option in choice.options]
        right += choice.right[max(range(len(scores)), key=scores.__getitem__)]
    return right / max(1, len(choices))
