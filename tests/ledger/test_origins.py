"""Whose voice a claim is: one government, one company, one outlet, one origin."""

from datetime import date

import pytest

from armsledger.catalog import catalog
from armsledger.ledger.origins import origin_of
from armsledger.model import Report
from armsledger.model.records import claims_of

TEXT = (
    "The Serbian Ministry of Defence signed a contract with China. The ministry said that six CH-92A were bought. Deputy minister Ivan "
    "Peric told Politika that they would come soon. Nordvik Yard director Kari Moen was there. The manufacturer CASC confirmed it."
)


def origin(*sources: str, text: str = TEXT, publisher: str = "Somewhere Post") -> str:
    report = Report.of(text, id="x", publisher=publisher, published=date(2022, 1, 1))
    given = {"kind": "transfer", "supplier": "CHN", "recipient": "SRB", "item": "CH-92", "stage": "ordered",
             "quote": text[:20], "sources": list(sources)}  # fmt: skip
    return origin_of(claims_of({"claims": [given]}, report)[0], report, catalog(), frozenset({"somewhere post"}))


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("the Serbian defence ministry", "SRB"),
        ("the ministry", "SRB"),
        ("Ivan Peric", "SRB"),
        ("Deputy minister Ivan Peric", "SRB"),
        ("the army", "SRB"),
        ("Brigadier Tan of the Serbian Army", "SRB"),
        ("the state arms exporter", "CHN"),
        ("DSCA", "USA"),
        ("the State Department", "USA"),
        ("Rosoboronexport", "RUS"),
        ("documents of the Serbian defence ministry", "SRB"),
    ],
)
def test_persons_bodies_and_papers_of_one_government_are_one_origin(source: str, key: str) -> None:
    assert origin(source) == key


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("Baykar chief executive Haluk Bayraktar", "baykar"),
        ("Nordvik Yard director Kari Moen", "nordvik yard"),
        ("Nordvik Yard", "nordvik yard"),
        ("the manufacturer", "china-aerospace-science-and-technology-corporation"),
        ("Baykar statement", "baykar"),
    ],
)
def test_a_company_and_its_people_are_one_origin(source: str, key: str) -> None:
    assert origin(source) == key


@pytest.mark.parametrize(
    "source",
    ["officials", "two Serbian air force officers", "tender documents", "local media", "Turkish media", "an analyst"],
)
def test_the_anonymous_are_whoever_quotes_them(source: str) -> None:
    assert origin(source) == "somewhere post"
    assert origin("Reuters", source) == "reuters"


@pytest.mark.parametrize(
    "source", ["former defence minister Petar Ilic", "retired general Petar Ilic", "defence analyst Hans Meyer"]
)
def test_private_persons_speak_for_no_government(source: str) -> None:
    assert origin(source) == source.lower()


@pytest.mark.parametrize("source", ["the research group Sava Observatory", "the Balkan Air Power Institute"])
def test_research_bodies_speak_for_no_state_that_is_named_beside_them(source: str) -> None:
    text = f"China has sent Serbia 30 CH-92A, {source} says in a study. From Serbia to China, according to {source}, nothing went."
    assert origin(source, text=text) == source.lower().removeprefix("the ")


def test_registers_are_origins_by_whatever_name() -> None:
    names = ("SIPRI", "the SIPRI register", "Stockholm International Peace Research Institute")
    assert {origin(name) for name in names} == {"sipri"}


def test_an_outlet_is_one_origin_as_publisher_and_as_source() -> None:
    assert origin("the Somewhere Post newspaper") == origin() == "somewhere post"


@pytest.mark.parametrize(
    ("publisher", "key"),
    [("Ministry of Defence of Serbia", "SRB"), ("Serbian News Service", "serbian news service"), ("TASS", "tass")],
)
def test_a_publisher_is_its_government_only_where_it_is_a_body_of_it(publisher: str, key: str) -> None:
    assert origin(publisher=publisher) == key
