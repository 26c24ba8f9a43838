"""Links, sentences on rules and losses, and the tables of what can fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archbook.pages.quotes.book import Book
from archbook.pages.quotes.catalogue import MACROS, Quotes
from support.quoting import Reader

COMMERCE = "[Commerce team](../architecture/owners/commerce.md)"


@pytest.mark.parametrize(
    ("macro", "name", "said"),
    [
        ("owner", "commerce", COMMERCE),
        ("owner", "shop", COMMERCE),
        ("owner", "search", COMMERCE),  # a component and a journey, both of the same owner
        ("owner", "flags", "*no owner is stated*"),
        ("on_call", "checkout", "[Commerce team on call](https://oncall.example/commerce)"),
        ("on_call", "db", "*nobody is on call at Night shift*"),
        ("on_call", "mail", "*who is on call at Quiet team is not stated*"),
        ("journey", "search", "[A shopper searches](../architecture/journeys/search.md)"),
        ("zone", "private", "[Private](../architecture/zones/private.md)"),
        ("place", "west", "[West](../architecture/places/west.md)"),
        ("runbook", "shop", "[Shop \\*one\\* runbook](../../runbooks/shop.md)"),
        ("runbook", "mail", "*no runbook of mail is stated*"),
    ],
)
def test_things_are_named_with_a_link_and_what_is_missing_is_said(
    shop: Reader, macro: str, name: str, said: str
) -> None:
    assert shop(macro, name) == said


@pytest.mark.parametrize(
    ("macro", "name", "refusal"),
    [
        ("owner", "comerce", 'There is no owner, component or journey "comerce"'),
        ("on_call", "shp", 'Did you mean "shop"?'),
        ("zone", "west", 'There is no zone "west"'),
        ("runbook", "db", 'There is no file "gone.md"'),
        ("rule", "dead-leter", 'Did you mean "dead-letter"?'),
        ("what_if", "place:wst", 'There is no place "wst". Did you mean "west"?'),
        ("what_if", "old", '"old" is retired and takes no part in what runs'),
        ("what_if", "x:y", 'There is no component "x:y"'),
    ],
)
def test_a_name_that_is_not_known_is_refused(
    shop: Reader, macro: str, name: str, refusal: str
) -> None:
    assert refusal in shop.refusal(macro, name)


@pytest.mark.parametrize(
    ("name", "stands"),
    [
        ("promise-above-expected", ": holds for 1, broken for 1 (1 waived)"),
        ("dead-letter", ": nothing here that it speaks about"),
        ("number-conflict", ": holds"),
        ("no-history", ": broken 1 time"),
    ],
)
def test_a_rule_is_linked_and_how_it_stands_is_said_in_words(
    shop: Reader, name: str, stands: str
) -> None:
    said = shop.text("rule", name)
    assert f"](../rules/{name}.md " in said
    assert said.endswith(stands)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "shop",
            (
                "[What if Shop \\*one\\* is lost?](../failure/what-if/component-shop.md) "
                "2 journeys end: “A shopper pays” and “A shopper searches”."
            ),
        ),
        (
            "mail",
            (
                "What if mail is lost? "
                "No journey ends; “A shopper pays” and “A shopper searches” are degraded."
            ),
        ),
        ("search", "What if search is lost? Nobody else is affected."),
        (
            "plane:control",
            (
                "[What if the control plane is lost?](../failure/what-if/plane-control.md) "
                "Nobody else is affected."
            ),
        ),
    ],
)
def test_a_loss_is_linked_where_it_has_a_page_and_its_worst_effect_said(
    shop: Reader, name: str, said: str
) -> None:
    assert shop("what_if", name) == said


def test_the_five_deaths_are_a_table_of_what_guards_and_what_exposes(shop: Reader) -> None:
    lines = shop.text("deaths").splitlines()
    assert len(lines) == 2 + 5
    (way,) = (line for line in lines if "**No way back**" in line)
    assert "[out\\-of\\-control](../rules/out-of-control.md) (1 open)" in way
    assert sum("nothing that the map states" in line for line in lines) == 2


def test_waivers_are_a_table_with_days_left_and_the_decision(shop: Reader) -> None:
    row = shop.text("waivers", standing="in force").splitlines()[2]
    assert "[promise\\-above\\-expected](../rules/promise-above-expected.md)" in row
    assert "[A shopper pays](../architecture/journeys/checkout.md)" in row
    assert "| in force, 70 days left |" in row
    assert "The second store opens in <code>January</code>." in row
    assert "](../decisions/0002-b.md " in row
    assert shop("waivers", standing="ended") == "*No waiver.*"


def test_findings_are_a_list_with_subject_and_rule(shop: Reader) -> None:
    lines = shop.text("findings", owner="commerce").splitlines()
    assert any(
        line.startswith("- **warning**: [shop calls mail](../architecture/components/shop.md): ")
        and line.endswith(
            "([soft\\-edge\\-without\\-timeout](../rules/soft-edge-without-timeout.md))"
        )
        for line in lines
    )
    assert shop.text("findings", state="waived").startswith("- **error** (waived): ")
    assert shop("findings", dimension="performance") == "*No finding.*"


def test_every_macro_has_an_example_that_its_function_takes_and_a_sentence_on_what_it_does() -> (
    None
):
    for name, macro in MACROS.items():
        assert macro.example.startswith(f"{name}(")
        assert macro.does.endswith(".") or ":" in macro.does


def test_where_another_generator_builds_the_site_names_and_figures_are_text(
    bare_shop: Reader,
) -> None:
    assert bare_shop("owner", "shop") == "Commerce team"
    assert bare_shop("count", "decisions", component="db") == 1
    assert bare_shop.text("rule", "dead-letter").startswith("dead\\-letter: ")
    assert bare_shop.text("what_if", "shop").startswith("What if Shop \\*one\\* is lost? 2 ")
    assert bare_shop("expected", "checkout") == "99.94%"
    assert "](" not in bare_shop.text("deaths")


def test_decisions_without_a_map_can_be_quoted_and_the_map_is_missed(shop: Reader) -> None:
    handbook = replace(shop.quotes.book.handbook, components=None)
    alone = Reader(Quotes(Book(handbook=handbook)))
    assert alone("count", "decisions") == 3
    assert alone("count", "rules") == shop("count", "rules")
    for macro, stated in (("owner", ["x"]), ("expected", ["x"]), ("count", ["zones"])):
        assert "There is no component map" in alone.refusal(macro, *stated)
