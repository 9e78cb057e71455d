"""Why a claim was read as it was, as a JSON record and as a table for the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from armsledger.model.records import claim_record
from armsledger.publish.claim_text import headline
from armsledger.reading.decision import Weight
from armsledger.reading.explanation import Explanation, Operator, Option, Voice, Words

WIDTH = 100
Record = dict[str, Any]


def explanation_record(told: Explanation) -> Record:
    """The explanation as JSON types; probabilities from 0 to 1, null where a model has no say."""
    return {
        "claim": claim_record(told.claim),
        "trigger": _words(told.trigger) | {"frame": told.frame},
        "operators": [_words(o.words) | {"effect": o.effect} for o in told.operators],
        "says": told.says,
        "weapon": _words(told.weapon) if told.weapon else None,
        "path": told.way,
        "carried": told.carried or None,
        "likely": _weight(told.likely),
        "roles": {role: [_option(o) for o in options] for role, options in (told.roles or {}).items()},
        "stages": [_option(o) for o in told.stages],
        "certainties": [_option(o) for o in told.certainties],
        "sources": [_voice(v) for v in told.sources],
        "confidence": round(told.claim.confidence, 3),
        "reasons": [{"feature": name, "weight": round(weight, 3)} for name, weight in told.reasons],
    }


def _words(words: Words) -> Record:
    return {"text": words.text, "span": list(words.span)}


def _weight(weight: Weight) -> Record:
    shares = {"linear": weight.linear, "encoder": weight.encoder, "usual": weight.usual, "probability": weight.both}
    return {name: None if share is None else round(share, 4) for name, share in shares.items()}


def _option(option: Option) -> Record:
    record = {"name": option.name, "chosen": option.chosen} | _weight(option.weight)
    if option.words:
        record |= {"words": _words(option.words), "path": option.way, "explicit": option.explicit}
    return record


def _voice(voice: Voice) -> Record:
    words, cue = (_words(w) if w else None for w in (voice.words, voice.cue))
    return {"name": voice.name, "kind": voice.kind, "words": words, "cue": cue}


def explanation_text(told: Explanation) -> str:
    """The explanation in at most 100 columns; an asterisk marks what was chosen."""
    claim = told.claim
    lines = [f"{claim.id}  {claim.kind.value}  {headline(claim)}", f"“{' '.join(claim.evidence.quote.split())}”", ""]
    lines += [f"trigger     {_place(told.trigger)}, frame {told.frame}"]
    lines += [f"operator    {_operator(o)}" for o in told.operators]
    lines += [f"weapon      {_place(told.weapon)}{_carried(told)}"] if told.weapon else []
    lines += [f"path        {told.way}"] if told.way else []
    lines += [f"a claim?    {_shares(told.likely)}"]
    for name, options in (told.roles or {}).items():
        lines += ["", *_table(name, options)]
    for name, options in (("stage", told.stages), ("certainty", told.certainties)):
        said = f"  (outright: {told.says})" if name == "stage" and told.says else ""
        lines += ["", *_table(name + said, options)] if options else []
    lines += [
        "",
        *([f"source      {_spoken(v)}" for v in told.sources] or ["source      in the publisher's own voice"]),
    ]
    lines += [f"confidence  {claim.confidence:.2f}"]
    lines += [f"            {weight:+.2f}  {name}" for name, weight in told.reasons]
    return "\n".join(part for line in lines for part in _wrapped(line))


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, WIDTH, subsequent_indent=" " * 12, drop_whitespace=True) or [""]


def _place(words: Words) -> str:
    return f"“{' '.join(words.text.split())}” ({words.span.start}–{words.span.end})"


def _operator(operator: Operator) -> str:
    return f"{_place(operator.words)} makes it {operator.effect}"


def _carried(told: Explanation) -> str:
    before = {"item": ", named before", "trigger": "; the trigger stands before"}
    return before.get(told.carried, "")


def _shares(weight: Weight) -> str:
    linear, encoder = ("–" if s is None else f"{s:.2f}" for s in (weight.linear, weight.encoder))
    return f"{weight.both:.2f}  (linear {linear}, encoder {encoder})"


def _table(name: str, options: Sequence[Option]) -> list[str]:
    head = f"{name:30}   both  linear  encoder  usual"
    return [head, *(_row(o) for o in options if o.chosen or o.weight.both >= 0.005)]


def _row(option: Option) -> str:
    cells = [
        f"{'–' if s is None else f'{s:.2f}':>7}"
        for s in (option.weight.both, option.weight.linear, option.weight.encoder, option.weight.usual)
    ]
    named = f"{'*' if option.chosen else ' '} {textwrap.shorten(option.name, 26, placeholder='…')}"
    how = "grammar: " if option.explicit else ""
    return f"  {named:28}{' '.join(cells)}   {how}{option.way or ''}".rstrip()


def _spoken(voice: Voice) -> str:
    cue = f" by {_place(voice.cue)}" if voice.cue else ", which heads the passage"
    where = f" {_place(voice.words)}" if voice.words else ""
    return f"{voice.name} ({voice.kind}){where}{cue}"
