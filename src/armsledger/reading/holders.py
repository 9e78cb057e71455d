"""Who says, thinks or wants it, and the cue with its verb group."""

from __future__ import annotations

from spacy.tokens import Token

from armsledger.model import Span
from armsledger.reading.document import token_span, unbroken

_GROUP = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})
_COPULAR = frozenset({"be", "seem", "appear", "feel", "remain", "become", "sound", "get", "grow", "look"})
_PHASE = frozenset({"go", "continue", "begin", "start", "try", "keep", "decline", "refuse", "fail"})
_CLIMB = frozenset({"conj", "xcomp", "advcl", "pcomp"})


def holder_of(word: Token) -> Token | None:
    """Who a verb or adjective gives the saying or thinking to; the agent of a passive."""
    if word.pos_ == "ADJ":
        return _of_adjective(word)
    if _passive(word):
        return _agent(word)
    if word.tag_ == "VB" and word.dep_ not in ("ROOT", "conj", "ccomp") and _infinitive(word):
        return holder_of(word.head) if word.dep_ == "xcomp" and word.head.lemma_ in _PHASE else None
    return subject(word)


def _passive(verb: Token) -> bool:
    """Whether a verb is passive; a participle that opens a clause is, too: "asked about the sale, he …"."""
    bare = verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not any(c.dep_ == "aux" for c in verb.children)
    return bare or any(c.dep_ == "auxpass" for c in verb.children)


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _of_adjective(word: Token) -> Token | None:
    verb = word.head
    if word.dep_ == "acomp" and verb.lemma_ in _COPULAR:
        return subject(verb)
    return word.head if word.dep_ in ("amod", "relcl") and word.i > word.head.i else None


def _agent(verb: Token) -> Token | None:
    agents = [c for c in verb.children if c.dep_ == "agent"]
    return next((c for a in agents for c in a.children if c.dep_ == "pobj"), None)


def subject(verb: Token) -> Token | None:
    """The subject of a verb, its own or the one it shares with the verb above."""
    for _ in range(5):
        own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if own or any(c.dep_ == "expl" for c in verb.children):
            return own[0] if own and own[0].dep_ == "nsubj" and own[0].i != verb.i else None
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return verb.head
        if verb.dep_ not in _CLIMB:
            return None
        verb = verb.head.head if verb.head.dep_ == "prep" else verb.head
    return None


def holder_of_noun(noun: Token) -> Token | None:
    """Whose claim, plan or fear it is: the possessor, the one it is by, or the subject that makes or has it."""
    possessor = next((c for c in noun.children if c.dep_ == "poss"), None)
    if possessor is not None:
        return possessor
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "among"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return subject(noun.head) if noun.dep_ == "dobj" and noun.head.pos_ == "VERB" else None


def holder_phrase(holder: Token) -> Span:
    """The whole noun phrase with title and apposition, without the clauses that hang on it."""
    if holder.dep_ == "poss":
        return token_span(list(holder.subtree))
    cut = {t.i for c in holder.children if c.dep_ in ("relcl", "acl", "advcl", "parataxis") for t in c.subtree}
    cut |= {t.i for t in holder.subtree if t.is_quote}
    run = unbroken({t.i for t in holder.subtree if t.i not in cut}, holder)
    while run[-1].is_punct and run[-1].i > holder.i:
        run.pop()
    return token_span(run)


def cue_span(word: Token, lead: Token | None) -> Span:
    """The cue with the auxiliaries, adverbs, particle and preposition that stand right beside it."""
    members = {word.i} | {c.i for c in word.children if c.dep_ in _GROUP}
    if word.pos_ == "ADJ" or (word.dep_ == "xcomp" and word.head.lemma_ in _PHASE):
        head = word.head
        members |= {head.i} | {c.i for c in head.children if c.dep_ in _GROUP}
    if lead is not None:
        members.add(lead.i)
    return token_span(unbroken(members, word))
