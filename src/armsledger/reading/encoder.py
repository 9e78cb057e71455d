"""A vector for every token of a document, from a small fine-tuned encoder (MiniLM-L6, int8 ONNX).

The encoder sees the report's words and what kind of mention each belongs to; it is trained with the heads (`heads.py`) by
`scripts/train_encoder.py` from the work part of the cases alone, starting from all-MiniLM-L6-v2 (Apache-2.0).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from armsledger.model import Span
from armsledger.reading.dates import DateMention
from armsledger.reading.document import Document
from armsledger.reading.mentions import Mention, Mentions
from armsledger.reading.quantities import Number
from armsledger.reading.wordpieces import Window, windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

SIZE = 384
Vectors = np.ndarray[Any, np.dtype[np.float32]]

KINDS = {
    "system": 1, "class": 2, "anaphor": 3, "state": 4, "group": 5, "maker": 6, "body": 7, "person": 8, "nominal": 9,
    "pronoun": 10, "outlet": 11, "place": 12, "company": 13, "number": 14, "date": 15,
}  # fmt: skip
"""What a token is part of; 0 is nothing. The numbers are the rows of the encoder's kind embedding."""


def token_kinds(
    document: Document, mentions: Mentions, numbers: Iterable[Number], dates: Iterable[DateMention]
) -> list[int]:
    """The kind of each token; weapons outweigh parties, parties outlets and places, these dates and numbers."""
    kinds = [0] * len(document.doc)
    _mark(document, kinds, (n.span for n in numbers if n.kind in ("count", "year")), "number")
    _mark(document, kinds, (d.span for d in dates), "date")
    _mark(document, kinds, (m.span for m in mentions.outlets), "outlet")
    _mark(document, kinds, (m.span for m in mentions.places), "place")
    for party in mentions.parties:
        kind = KINDS.get(party.kind, KINDS["nominal"])
        for token in document.tokens(party.span) or ():
            kinds[token.i] = kinds[token.i] if party.kind == "pronoun" and kinds[token.i] else kind
    for item in mentions.items:
        kind = KINDS[_item_kind(item)]
        for token in document.tokens(item.span) or ():
            counted = kind == KINDS["anaphor"] and kinds[token.i] == KINDS["number"]
            kinds[token.i] = kinds[token.i] if counted else kind
    return kinds


def _mark(document: Document, kinds: list[int], spans: Iterable[Span], kind: str) -> None:
    for span in spans:
        for token in document.tokens(span) or ():
            kinds[token.i] = KINDS[kind]


def _item_kind(item: Mention) -> str:
    if item.antecedent is not None and item.head.pos_ in ("PRON", "NUM", "DET"):
        return "anaphor"
    return "class" if item.generic else "system"


class Encoder:
    """An ONNX session; one thread, because a process reads on each core."""

    def __init__(self, path: Path) -> None:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session: InferenceSession = InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def vectors(self, document: Document, kinds: Sequence[int]) -> Vectors:
        """One row a token: the mean over its pieces; zero for white space."""
        out = np.zeros((len(document.doc), SIZE), np.float32)
        for window in windows(document, kinds):
            states = self._run(window)
            for token, first, last in window.owners:
                if last > first:
                    out[token] = states[first:last].mean(0)
        return out

    def _run(self, window: Window) -> Vectors:
        feed = {
            "ids": np.array([window.pieces], np.int64),
            "kinds": np.array([window.kinds], np.int64),
            "mask": np.ones((1, len(window.pieces)), np.float32),
        }
        states: Vectors = self._session.run(None, feed)[0][0]
        return states


@lru_cache(maxsize=4)
def encoder(path: Path) -> Encoder:
    """The encoder of a file, loaded once a process."""
    return Encoder(path)
