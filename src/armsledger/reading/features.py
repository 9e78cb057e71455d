"""Named features of transfer candidates: what the linear models see. Names are stable; models are trained on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Token

from armsledger.catalog import EntryKind
from armsledger.model import Stage
from armsledger.reading.candidates import Candidate, Scene, governing_verb
from armsledger.reading.mentions import Mention, designers_of
from armsledger.reading.outline import Outline
from armsledger.reading.paths import path, preposition
from armsledger.reading.roles import RECIPIENT, SUPPLIER, outer_role, slot_role
from armsledger.reading.triggers import operators, said_stage

MODALS = frozenset(["will", "would", "shall", "should", "may", "might", "could", "can", "must"])


def near(distance: int) -> str:
    """A distance in tokens or sentences as one of a few sizes."""
    sizes = (0, 1, 2, 4, 8, 16, 32)
    return next((str(s) for s in sizes if distance <= s), "far")


def claim_features(scene: Scene, candidate: Candidate) -> list[str]:
    """Whether trigger and weapon make a claim."""
    trigger, item = candidate.trigger, candidate.item
    lemma, frame = trigger.cue.lemma, trigger.cue.frame
    way = path(trigger.token, item.head) if not candidate.carried else f"carried:{candidate.carried}"
    out = [
        "bias",
        f"lemma:{lemma}:{trigger.cue.word_class}",
        f"frame:{frame}",
        f"way:{way}",
        f"frame:{frame}:way:{way}",
    ]
    out += [
        f"lemma:{lemma}:way:{way}",
        f"carried:{candidate.carried}",
        f"paragraph:{scene.paragraphs[candidate.sentence].kind}",
    ]
    out += (
        list(_item_features(item)) + list(_order_features(scene, candidate)) + list(_party_features(scene, candidate))
    )
    out += [f"op:{t.lemma_.lower()}" for t in trigger.operators] + [f"ops:{len(trigger.operators)}"]
    out += [f"above:{frame}:{trigger.token.head.lemma_.lower()}", f"dep:{frame}:{trigger.token.dep_}"]
    return out


def _item_features(item: Mention) -> Iterator[str]:
    head = item.head
    yield f"item_dep:{head.dep_}"
    yield f"item_system:{item.entry is not None and item.entry.kind == EntryKind.SYSTEM}"
    yield f"item_pos:{head.pos_}"
    yield f"item_generic:{item.generic}"
    yield f"item_pronoun:{head.pos_ == 'PRON'}"
    yield f"item_ana:{item.antecedent is not None}"
    if item.entry:
        yield f"item_category:{item.entry.category}"
        if item.entry.kind == EntryKind.CLASS:
            yield f"item_class:{item.entry.id}"
    if head.dep_ in ("compound", "nmod", "amod"):
        yield f"item_modifies:{head.head.lemma_.lower()}"
        yield f"item_modifies_pos:{head.head.pos_}"
    if head.dep_ == "pobj":
        yield f"item_prep:{head.head.lower_}:{head.head.head.lemma_.lower()}"
        yield f"item_prep:{head.head.lower_}"
    if any(c.dep_ == "nummod" for c in head.children):
        yield "item_number"
    for child in head.children:
        if child.dep_ in ("poss", "det"):
            yield f"item_det:{child.lower_ if child.dep_ == 'det' else child.tag_}"


def _order_features(scene: Scene, candidate: Candidate) -> Iterator[str]:
    trigger, item = candidate.trigger.token, candidate.item.head
    yield from _standing(scene, candidate)
    if candidate.carried:
        yield f"first_trigger:{scene.triggers[candidate.sentence][:1] == [candidate.trigger]}"
        yield f"carried_lemma:{candidate.carried}:{candidate.trigger.cue.lemma}"
        yield f"carried_det:{'the' if any(c.lower_ in ('the', 'this', 'that') for c in trigger.children) else 'bare'}"
        return
    low, high = sorted((trigger.i, item.i))
    yield f"order:{candidate.trigger.cue.frame}:{'before' if trigger.i < item.i else 'after'}"
    yield f"gap:{near(high - low)}"
    between = [t for t in scene.triggers[candidate.sentence] if low < t.token.i < high]
    yield f"between:{min(2, len(between))}"
    yield f"verbs_between:{min(2, sum(t.pos_ == 'VERB' for t in trigger.doc[low + 1 : high]))}"
    yield f"items_between:{min(2, sum(low < m.head.i < high for m in scene.items[candidate.sentence]))}"


def _standing(scene: Scene, candidate: Candidate) -> Iterator[str]:
    """How prominent the weapon is in the report, and how far back a carried one was named."""
    item, named = candidate.item, scene.named_items
    main = scene.main_item
    share = scene.item_counts[item.key] / max(1, len(named))
    standing = f"{main is not None and main.key == item.key}:{near(int(share * 8))}"
    yield f"item_standing:{candidate.carried}:{standing}"
    yield f"item_main:{candidate.carried}:{main is not None and main.key == item.key}"
    if candidate.carried == "item":
        back = candidate.sentence - scene.document.sentence_number(item.head)
        system = item.entry is not None and item.entry.kind == EntryKind.SYSTEM
        later = len({i.key for i in named if i.first > item.first and i.head.i < candidate.trigger.token.i})
        yield f"carried_back:{near(back)}:{system}"
        yield f"carried_later:{min(3, later)}:{system}"
        yield f"carried_paragraph:{scene.document.paragraph_at(item.head.idx) == scene.paragraphs[candidate.sentence]}"


def _party_features(scene: Scene, candidate: Candidate) -> Iterator[str]:
    roles = {slot_role(candidate.trigger, candidate.item, p) for p in scene.parties[candidate.sentence]}
    frame = candidate.trigger.cue.frame
    yield f"slots:{SUPPLIER in roles}:{RECIPIENT in roles}"
    yield f"slots:{frame}:{SUPPLIER in roles}:{RECIPIENT in roles}"
    keys = {p.key for p in scene.parties[candidate.sentence] if p.key}
    yield f"parties:{min(3, len(keys))}"
    yield f"document_parties:{min(4, scene.countries)}"


@lru_cache(maxsize=1)
def clause_features(candidate: Candidate) -> tuple[str, ...]:
    """What stands over and beside the trigger: for stage and certainty."""
    trigger = candidate.trigger
    out = [
        "bias",
        f"lemma:{trigger.cue.lemma}:{trigger.cue.word_class}",
        f"frame:{trigger.cue.frame}",
        f"stage:{trigger.cue.stage.value}",
    ]
    out += [f"tag:{trigger.token.tag_}", f"carried:{candidate.carried}"]
    chain = [trigger.token, *trigger.operators]
    for place, token in enumerate(chain):
        out += [f"{'own' if not place else 'over'}:{mark}" for mark in marks(token)]
    for place, token in enumerate(trigger.operators):
        effect = operators().get(token.lemma_.lower(), "")
        out += [
            f"op:{token.lemma_.lower()}",
            f"effect:{effect}",
            f"op{min(place, 2)}:{effect}",
            f"op_lemma:{trigger.cue.lemma}:{token.lemma_.lower()}",
        ]
    root = governing_verb(trigger.token)
    out.append(f"outlook:{outlook(trigger.token)}:{trigger.cue.stage.value}")
    out.append(f"outlook:{outlook(trigger.token)}:{trigger.cue.lemma}")
    out += [f"root:{root.lemma_.lower()}", f"root_tag:{root.tag_}"] + [f"root:{mark}" for mark in marks(root)]
    out += [
        f"effects:{'+'.join(sorted({operators().get(t.lemma_.lower(), '') for t in trigger.operators}))}:{trigger.cue.stage.value}"
    ]
    out += [f"below:{word}" for word in dict.fromkeys((*below(trigger.token), *below(root)))]
    for child in candidate.item.head.children:
        if child.dep_ in ("amod", "det", "nummod") and child.pos_ in ("ADJ", "DET"):
            out.append(f"item_mod:{child.lower_}")
    return tuple(out)


def below(token: Token) -> Iterator[str]:
    """What completes a word: is *due*, is *under discussion*, put *on hold*, signed a *letter*."""
    for child in token.children:
        if child.dep_ in ("acomp", "attr", "oprd", "dobj"):
            yield child.lemma_.lower()
        elif child.dep_ == "prep":
            yield from (f"{child.lower_} {noun.lemma_.lower()}" for noun in child.children if noun.dep_ == "pobj")


def outlook(token: Token) -> str:
    """Whether the clause looks ahead, back, or only asks: will, is to, would, not, has, plain past …."""
    verb = governing_verb(token)
    auxiliaries = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass", "neg")]
    found = [a for a in auxiliaries if a in MODALS or a in ("to", "not", "n't", "never", "have", "has", "had")]
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "be":
        found.append("is-to")
    if verb.dep_ == "xcomp" and verb.head.lemma_ in ("expect", "schedule", "plan", "due", "set", "ready", "likely"):
        found.append(verb.head.lemma_)
    return "+".join(sorted(set(found))) or verb.tag_


def stage_options(candidate: Candidate) -> dict[str, list[str]]:
    """Each stage with the clause's features and whether the cue or an operator says so outright."""
    said = {candidate.trigger.cue.stage.value: "cue"}
    effects = [operators().get(t.lemma_.lower(), "") for t in candidate.trigger.operators]
    # "Turkish-made" tells where a weapon came from, never that its supply stopped
    possible = [s.value for s in Stage if s != Stage.HALTED or candidate.trigger.cue.word_class != "adj"]
    out = closed_options(clause_features(candidate), possible)
    frame = candidate.trigger.cue.frame
    outright = said_stage(candidate.trigger).value
    for value, names in out.items():
        if value == outright:
            names += ["says:outright", f"says:outright:{frame}", f"says:outright:{candidate.trigger.cue.lemma}"]
        if said.get(value):
            names += ["says:cue", f"says:cue:{frame}", f"says:cue:{bool(effects)}"]
        if value in effects:
            names += ["says:operator", f"says:operator:{min(2, effects.index(value))}"]
            names.append(f"says:operator:{frame}")
        if effects and effects[-1] == value:
            names.append("says:outermost")
    return out


def closed_options(features: Iterable[str], values: list[str]) -> dict[str, list[str]]:
    """The words of a closed vocabulary, each with all features under its own name."""
    return {value: [f"{value}|{name}" for name in features] for value in values}


def marks(token: Token) -> Iterator[str]:
    """Auxiliaries, negation, tense and adverbs of a word."""
    for child in token.children:
        lower = child.lower_
        if child.dep_ in ("aux", "auxpass", "neg", "mark", "advmod", "det", "prt"):
            yield f"{child.dep_}:{child.lemma_.lower() if child.dep_ != 'aux' else lower}"
        if lower in MODALS:
            yield "modal"
    if token.dep_ in ("acl", "relcl", "advcl", "xcomp", "ccomp", "pcomp", "ROOT"):
        yield f"dep:{token.dep_}"
    yield f"tag:{token.tag_}"


def options(scene: Scene, candidate: Candidate) -> dict[str, list[Mention]]:
    """The parties that may fill a role, by key: where they were named up to the end of the candidate's sentence, else later."""
    found: dict[str, list[Mention]] = {}
    later: dict[str, list[Mention]] = {}
    for number, named in enumerate(scene.parties):
        for party in named:
            if party.key and (party.country or party.kind in ("group", "maker", "nominal", "company")):
                (found if number <= candidate.sentence else later).setdefault(party.key, []).append(party)
    return later | found


def role_features(
    scene: Scene, candidate: Candidate, whole: Outline, role: str, key: str, named: Sequence[Mention]
) -> list[str]:
    """Whether the party `key`, mentioned at `named`, fills the role."""
    if (candidate, key) not in whole.seen:  # the same for both roles
        whole.seen[candidate, key] = _party_in_candidate(scene, candidate, whole, key, named)
    return [f"{role}|{name}" for name in whole.seen[candidate, key]]


def _party_in_candidate(
    scene: Scene, candidate: Candidate, whole: Outline, key: str, named: Sequence[Mention]
) -> set[str]:
    trigger, item = candidate.trigger, candidate.item
    frame, out = trigger.cue.frame, set[str]()
    sentences = scene.document
    here = [m for m in named if sentences.sentence_number(m.head) == candidate.sentence]
    for mention in here:
        out |= set(_mention_features(candidate, mention))
    back = _back(min(candidate.sentence - sentences.sentence_number(m.head) for m in named))
    out |= {f"back:{back}", f"back:{back}:{frame}", f"best_kind:{named[-1].kind}"}
    for other in (SUPPLIER, RECIPIENT):
        slots = whole.slots[other]
        top = max(slots.values(), default=0)
        out |= {
            f"slots_{other}:{min(3, slots[key])}",
            f"slots_{other}_top:{bool(top) and slots[key] == top}:here:{bool(here)}",
        }
    for other in (SUPPLIER, RECIPIENT, ""):
        counts, last = whole.elsewhere(item.key, other, candidate.sentence)
        top = max(counts.values(), default=0)
        out |= {
            f"own_{other}:{min(3, counts[key])}:{'most' if top and counts[key] == top else 'less' if top else 'none'}",
            f"own_{other}_last:{'me' if last == key else 'other' if last else 'none'}:here:{bool(here)}",
        }
    often = len(whole.named[key])
    most = max(map(len, whole.named.values()))
    out |= {f"title:{key in whole.title}", f"most:{often == most}", f"often:{min(4, often)}"}
    if designers := designers_of(item):
        out |= {f"designer:{key in designers}", f"designer:{key in designers}:back:{back}"}
    if len(named[-1].key) != 3:
        out.add("no_state")
    return out


def _back(sentences: int) -> str:
    """How far back the party was named; a few reports name it only after the sentence that needs it."""
    return near(sentences) if sentences >= 0 else "later"


def _mention_features(candidate: Candidate, mention: Mention) -> Iterator[str]:
    trigger, item = candidate.trigger, candidate.item
    frame = trigger.cue.frame
    way, item_way = path(trigger.token, mention.head), path(item.head, mention.head)
    prep = preposition(mention.head)
    slot = slot_role(trigger, item, mention)
    manner = mention.manner.value if mention.kind == "state" else mention.kind
    yield "here"
    yield f"slot:{slot}"
    yield f"slots:{slot}:{outer_role(trigger, item, mention)}"
    yield f"slot:{slot}:{frame}"
    yield f"slot:{slot}:{trigger.cue.lemma}"
    yield f"way:{frame}:{trigger.cue.word_class}:{way}"
    yield f"way:{way}"
    yield f"lemma_way:{trigger.cue.lemma}:{way}"
    yield f"item_way:{item_way}"
    yield f"prep:{frame}:{prep}"
    yield f"prep:{prep}"
    yield f"manner:{manner}:{prep}"
    yield f"manner:{manner}"
    yield f"side:{frame}:{'before' if mention.head.i < trigger.token.i else 'after'}:{'before' if mention.head.i < item.head.i else 'after'}"
    yield f"gap:{near(abs(mention.head.i - trigger.token.i))}"
    for operator in trigger.operators:
        yield f"op_way:{path(operator, mention.head)}"
        if mention.head.i in (c.i for c in operator.children):
            yield f"op_slot:{operator.lemma_.lower()}:{mention.head.dep_}"
    after = mention.head.nbor(1).text if mention.head.i + 1 < len(mention.head.doc) else ""
    if after in "-‑" and after:
        yield f"hyphen:{mention.head.nbor(2).lower_ if mention.head.i + 2 < len(mention.head.doc) else ''}"


def none_features(scene: Scene, candidate: Candidate, role: str) -> list[str]:
    """Reasons to leave the role open."""
    frame = candidate.trigger.cue.frame
    here = {p.key for p in scene.parties[candidate.sentence] if p.key}
    names = [
        "none",
        f"none:{frame}",
        f"none:{candidate.trigger.cue.lemma}",
        f"none:parties:{min(3, len(here))}",
        f"none:carried:{candidate.carried}",
    ]
    return [f"{role}|{name}" for name in names]
