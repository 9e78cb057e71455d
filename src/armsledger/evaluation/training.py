"""Training the reader's models on annotated cases, and checking them on authors held out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from armsledger.catalog import Catalog
from armsledger.evaluation.examples import Examples, confidence_examples, examples
from armsledger.evaluation.gold import Case, cases
from armsledger.evaluation.softmax import Choice, train
from armsledger.reading.attribution import attributions
from armsledger.reading.candidates import Scene
from armsledger.reading.document import parse
from armsledger.reading.linear import Linear
from armsledger.reading.reader import scene_of
from armsledger.reading.sourcing import Voices

PENALTY = {"claim": 1.0, "role": 10.0, "stage": 1.0, "certainty": 1.0, "statement": 1.0}
"""L2 penalties, chosen by leaving out one author after another."""

FOLDS = 5

Weights = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A case, parsed, with its examples."""

    case: Case
    scene: Scene
    examples: Examples


def lessons(folders: Sequence[Path], catalog: Catalog) -> Iterator[Lesson]:
    """The cases of some folders, parsed."""
    given = [case for folder in folders for case in cases(folder)]
    for case, document in zip(given, parse([c.report for c in given]), strict=True):
        scene = scene_of(document, catalog)
        yield Lesson(case, scene, examples(case, scene, Voices.of(scene, attributions(document)), catalog))


def fit(given: Sequence[Lesson], catalog: Catalog) -> Weights:
    """All models, trained on the lessons.

    `confidence` learns from the proposals of models that have not seen the case (by folds), so that it meets in training the
    same errors as in use.
    """
    choices: list[Choice] = []
    for fold in range(FOLDS):
        models = {name: Linear(w) for name, w in _fit([x for n, x in enumerate(given) if n % FOLDS != fold]).items()}
        for lesson in given[fold::FOLDS]:
            choices += confidence_examples(lesson.case, lesson.scene, catalog, models)
    return _fit(given) | {"confidence": train(choices, penalty=2.0)}


def _fit(given: Sequence[Lesson]) -> Weights:
    whole = merged(given)
    return {name: train(getattr(whole, name), penalty=penalty) for name, penalty in PENALTY.items()}


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
