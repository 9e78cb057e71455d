"""Training examples for the reader's models: its own candidates, labelled by the gold claims they agree with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace

from armsledger.catalog import Catalog, Entry
from armsledger.evaluation.gold import Case, GoldClaim, answers, item_agrees, name_agrees, party_names, quote_span
from armsledger.evaluation.softmax import Choice
from armsledger.model import Certainty, Span
from armsledger.reading import confidence, use_confidence, uses
from armsledger.reading.assignment import ROLES, Rows, rows
from armsledger.reading.candidates import Candidate, Scene, candidates
from armsledger.reading.decision import Decision, Filler
from armsledger.reading.features import claim_features, clause_features, closed_options, options, stage_options
from armsledger.reading.judge import Judge
from armsledger.reading.mentions import Mention
from armsledger.reading.outline import outline
from armsledger.reading.possible_uses import named_parties, possible_uses, use_features, user_rows
from armsledger.reading.sourcing import Voices
from armsledger.reading.statements import statement_features
from armsledger.reading.transfers import proposals
from armsledger.reading.triggers import said_stage


@dataclass(slots=True)
class Examples:
    """Choices by model."""

    claim: list[Choice] = field(default_factory=list)
    role: list[Choice] = field(default_factory=list)
    stage: list[Choice] = field(default_factory=list)
    certainty: list[Choice] = field(default_factory=list)
    statement: list[Choice] = field(default_factory=list)
    use: list[Choice] = field(default_factory=list)
    user: list[Choice] = field(default_factory=list)

    def extend(self, other: Examples) -> None:
        """Add the choices of another case."""
        for each in fields(self):
            getattr(self, each.name).extend(getattr(other, each.name))


Labelled = list[tuple[Candidate, list[GoldClaim]]]


def examples(case: Case, scene: Scene, voices: Voices, catalog: Catalog) -> Examples:
    """The labelled candidates of one case."""
    out, whole = Examples(), outline(scene)
    for candidate, golds in labelled(case, scene, catalog):
        out.claim.append(binary(claim_features(scene, candidate), bool(golds)))
        if golds:
            for role in ROLES:
                out.role += _choice(rows(scene, candidate, whole, role), scene, candidate, role, golds)
            _clause(out, candidate, golds)
    if not case.transfers_only:
        _statements(out, case, scene, voices)
        _uses(out, case, scene, catalog)
    return out


Look = tuple[dict[str, float], bool]
"""What a second look sees, and whether the claim would be right."""


def second_looks(case: Case, judge: Judge, catalog: Catalog) -> Iterator[Look]:
    """Every pair of parties of every proposal, and whether parties and weapon are right; the first pair first."""
    scene, whole = judge.scene, outline(judge.scene)
    golds = [(g, quote_span(g, case.report.text)) for g in case.claims if g["kind"] == "transfer"]
    found = proposals(judge, whole)
    around = confidence.Around(scene, whole, found)
    for decision in found:
        for rank, pair in enumerate(decision.pairs):
            tried = replace(decision, pair=pair)
            right = any(_core_right(tried, gold, place, scene, catalog) for gold, place in golds)
            yield confidence.features(decision, rank, around), right


def second_looks_at_uses(case: Case, judge: Judge, decisions: Sequence[Decision], catalog: Catalog) -> Iterator[Look]:
    """Every user of every weapon that may be used, and whether user and weapon are right; the first user first."""
    scene, whole = judge.scene, outline(judge.scene)
    golds = [(g, quote_span(g, case.report.text)) for g in case.claims if g["kind"] == "use"]
    found = uses.proposals(judge, whole)
    around = use_confidence.Around(scene, whole, found, decisions)
    for used in found:
        item, bounds = used.use.item, scene.document.sentences[used.use.sentence]
        here = Span(bounds.start_char, bounds.end_char)
        told = [g for g, q in golds if here.overlaps(q) and item_agrees(g, entry_of(item), item.name, catalog)]
        for rank, user in enumerate(used.users):
            filler = Filler(user.key, user.mention)
            yield use_confidence.features(used, rank, around), any(_party_right(filler, g, "user") for g in told)


def _core_right(decision: Decision, gold: GoldClaim, quote: Span, scene: Scene, catalog: Catalog) -> bool:
    item = decision.candidate.item
    bounds = scene.document.sentences[decision.candidate.sentence]
    if not Span(bounds.start_char, bounds.end_char).overlaps(quote) or not item_agrees(
        gold, entry_of(item), item.name, catalog
    ):
        return False
    return all(_party_right(decision.roles[role], gold, role) for role in ROLES)


def _party_right(filler: Filler | None, gold: GoldClaim, role: str) -> bool:
    names = party_names(gold, role)
    if filler is None or not names:
        return not names or None in answers(gold.get(role))
    return any(is_named(name, filler.key, [filler.mention]) for name in names)


def labelled(case: Case, scene: Scene, catalog: Catalog) -> Labelled:
    """Candidates with the required gold claims they agree with.

    Left out: what could but need not be read, or is read by another word; it teaches nothing.
    """
    found = list(candidates(scene))
    matched = matched_claims(case, scene, found, catalog)
    return [(c, golds) for c in found if (golds := matched.get(id(c))) is not None]


def matched_claims(
    case: Case, scene: Scene, found: Sequence[Candidate], catalog: Catalog
) -> dict[int, list[GoldClaim]]:
    """The required gold claims of each candidate, by its id; a candidate that teaches nothing is left out."""
    golds = [(g, quote_span(g, case.report.text)) for g in case.claims if g["kind"] == "transfer"]
    labels = _labels(scene, found, golds, catalog)
    out: dict[int, list[GoldClaim]] = {}
    for candidate in found:
        matched, doubtful = labels.get(id(candidate), ([], False))
        required = [g for g in matched if g.get("required", True)]
        if not doubtful and bool(matched) == bool(required):
            out[id(candidate)] = required
    return out


def _uses(out: Examples, case: Case, scene: Scene, catalog: Catalog) -> None:
    golds = [(g, quote_span(g, case.report.text)) for g in case.claims if g["kind"] == "use"]
    whole, named = outline(scene), named_parties(scene)
    for use in possible_uses(scene):
        entry, name = entry_of(use.item), use.item.name
        met = [g for g, q in golds if q.overlaps(use.item.span) and item_agrees(g, entry, name, catalog)]
        required = [g for g in met if g.get("required", True)]
        if bool(met) != bool(required):
            continue
        out.use.append(binary(use_features(scene, use), bool(required)))
        for role in ("user", "against") if required else ():
            names = [n for g in required for n in party_names(g, role)]
            rows_ = user_rows(scene, use, whole, role, named)
            right = {key for key, mentions in named.items() if any(is_named(n, key, mentions) for n in names)}
            nobody = not right and (not names or any(None in answers(g.get(role)) for g in required))
            good = tuple(key in right or (not key and nobody) for key in rows_)
            out.user += [Choice(tuple(map(tuple, rows_.values())), good)] if any(good) else []


def _statements(out: Examples, case: Case, scene: Scene, voices: Voices) -> None:
    text = case.report.text
    golds = [(g, quote_span(g, text)) for g in case.claims if g["kind"] == "statement"]
    for attribution in voices.attributions:
        place, source = attribution.cue, voices.source_of(attribution)
        matched = [g for g, quote in golds if quote.overlaps(place) and spoken_by(g, source.name, source.country)]
        required = [g for g in matched if g.get("required", True)]
        features = statement_features(scene, voices, attribution)
        if matched and not required:
            continue
        out.statement.append(binary(features, bool(required)))


def spoken_by(gold: GoldClaim, name: str, country: str | None) -> bool:
    """Whether an annotated statement is that speaker's."""
    wanted = [n for n in answers(gold.get("speaker")) + answers(gold.get("speaker_for")) if n]
    return any(n == country or name_agrees(n, name) for n in wanted)


def binary(features: list[str], right: bool) -> Choice:
    """A yes/no decision."""
    return Choice((tuple(features), ()), (right, not right))


def _labels(
    scene: Scene, found: Sequence[Candidate], golds: list[tuple[GoldClaim, Span]], catalog: Catalog
) -> dict[int, tuple[list[GoldClaim], bool]]:
    """Gold claims of each candidate (by id), and whether it is only a doubtful second to a better one."""
    labels: dict[int, tuple[list[GoldClaim], bool]] = {}
    for gold, quote in golds:
        near = [
            c
            for c in found
            if _near_quote(scene, c, quote) and item_agrees(gold, entry_of(c.item), c.item.name, catalog)
        ]
        inside = [c for c in near if quote.start <= c.trigger.token.idx < quote.end and c.trigger.cue.frame != "other"]
        outright = [c for c in inside if said_stage(c.trigger).value in answers(gold["stage"])]
        best = outright or inside or _closest(near)
        for candidate in near:
            golds_before, _ = labels.get(id(candidate), ([], False))
            if candidate in best:
                labels[id(candidate)] = ([*golds_before, gold], False)
            elif not golds_before:
                labels[id(candidate)] = ([], True)
    return labels


def _near_quote(scene: Scene, candidate: Candidate, quote: Span) -> bool:
    """Whether the candidate's weapon, or the trigger of one that is carried over, stands in the quote."""
    token = candidate.trigger.token
    if candidate.carried == "item":
        return quote.start <= token.idx < quote.end and not any(
            quote.overlaps(i.span) for i in scene.items[candidate.sentence]
        )
    if quote.overlaps(candidate.item.span):
        return True
    inside = quote.start <= token.idx < quote.end
    return inside and not any(quote.overlaps(i.span) for i in scene.items[candidate.sentence])


def _closest(near: list[Candidate]) -> list[Candidate]:
    """The candidate whose trigger governs the weapon most closely; cues before other verbs."""

    def distance(candidate: Candidate) -> tuple[bool, bool, int, int]:
        above = [t.i for t in candidate.item.head.ancestors]
        token = candidate.trigger.token
        place = above.index(token.i) if token.i in above else 99
        return (
            candidate.trigger.cue.frame == "other",
            candidate.carried != "",
            place,
            abs(token.i - candidate.item.head.i),
        )

    return sorted(near, key=distance)[:1]


def entry_of(item: Mention) -> Entry | None:
    """What the catalog knows of a weapon mention, or of what it takes up."""
    known = item.antecedent or item
    return known.entry


def _choice(found: Rows, scene: Scene, candidate: Candidate, role: str, golds: list[GoldClaim]) -> list[Choice]:
    """Which party has the role; nothing where no option is right."""
    names = [n for g in golds for n in party_names(g, role)]
    if not names:
        return []
    right = {
        key for key, mentions in options(scene, candidate).items() if any(is_named(n, key, mentions) for n in names)
    }
    nothing = any(None in answers(g.get(role)) for g in golds)
    good = tuple(key in right or (not key and nothing and not right) for key in found)
    return [Choice(tuple(map(tuple, found.values())), good)] if any(good) else []


def _clause(out: Examples, candidate: Candidate, golds: list[GoldClaim]) -> None:
    certainties = closed_options(clause_features(candidate), [c.value for c in Certainty])
    stages = closed(stage_options(candidate), {s for g in golds for s in answers(g["stage"])})
    out.stage += [stages] if any(stages.right) else []
    out.certainty.append(closed(certainties, {s for g in golds for s in answers(g["certainty"])}))


def closed(options_: dict[str, list[str]], right: set[str]) -> Choice:
    """A choice among the words of a closed vocabulary."""
    return Choice(tuple(map(tuple, options_.values())), tuple(v in right for v in options_))


def is_named(wanted: str, key: str, mentions: Sequence[Mention]) -> bool:
    """Whether an annotator's name means the party with this key and these mentions."""
    if wanted == key or any(wanted == m.name for m in mentions):
        return True
    return len(wanted) > 3 and any(name_agrees(wanted, m.name) for m in mentions)
