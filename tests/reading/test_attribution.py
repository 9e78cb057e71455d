"""Who says what."""

import pytest

from armsledger.model import Act, Report
from armsledger.reading.attribution import attributions
from armsledger.reading.document import parse


def said(text: str) -> list[tuple[str, str]]:
    document = next(parse([Report.of(text)]))
    return [(a.source.of(text), a.act.value) for a in attributions(document)]


@pytest.mark.parametrize(
    ("text", "source", "act"),
    [
        ("Sweden sold the jets, officials said.", "officials", Act.SAY),
        ("According to two diplomats, Sweden sold the jets.", "two diplomats", Act.SAY),
        ("The ministry denied that it had sold the jets.", "The ministry", Act.DENY),
        ("Russia accused Ukraine of breaking the agreement.", "Russia", Act.ACCUSE),
        ("Moscow warned that it could sever ties with Ankara.", "Moscow", Act.THREATEN),
        ("The envoy put the government on notice over the sale.", "The envoy", Act.WARN),
        ("The spokesman confirmed the delivery.", "The spokesman", Act.CONFIRM),
        ("The embassy called the report baseless.", "The embassy", Act.DENY),
        ("The minister called the sale a milestone.", "The minister", Act.PRAISE),
        ("A shipping agent quoted by the weekly Agora spoke of ten tanks.", "A shipping agent", Act.SAY),
        ("As alleged by villagers, Rwanda sent rifles.", "villagers", Act.ACCUSE),
    ],
)
def test_sources_and_acts(text: str, source: str, act: Act) -> None:
    assert (source, act.value) in said(text)


def test_an_addressee_is_no_content() -> None:
    text = "The president told his counterpart that the sale was over."
    [attribution] = attributions(next(parse([Report.of(text)])))
    assert attribution.addressee is not None
    assert attribution.content[0].of(text) == "that the sale was over"


def test_things_do_not_speak() -> None:
    assert said("The table said nothing.") == []


def test_what_is_said_may_stand_elsewhere() -> None:
    [attribution] = attributions(next(parse([Report.of("Ten jets came. The army command confirms.")])))
    assert (attribution.act, attribution.content) == (Act.CONFIRM, ())
