"""Threats as hand-written pages show them, and the rules of the map's own that pages know."""

from __future__ import annotations

import pytest

from archbook.rules.registry import rules
from archbook.rules.verdicts import Death
from support.books import adr
from support.quoting import Reader, make_reader

MAP = """
zones:
  internet: {name: Internet, trust: 0}
  edge:
    name: Edge
    trust: 1
    threats:
      - what: A flood | takes `search` away.
        category: denial-of-service
        answer: Limits; a $ is ~1 <i>.
        decisions: [ADR-001]
        rules: [entry-without-limits]
      - what: Somebody goes round it.
        to: private
        answer: none
  private: {name: Private, trust: 2}
components:
  shopper: {kind: person, zone: internet, uses: [calls: proxy]}
  proxy:
    name: Proxy
    kind: gateway
    zone: edge
    does: Reads `x-user`, passes on the rest.
    threats: [{what: Passwords are tried., category: spoofing, status: planned, answer: A limit.}]
    uses:
      - calls: shop
        threats: [{what: The way is listened to., status: accepted}]
  shop: {kind: service, zone: private, threats: [{what: It is asked too much.}]}
rules:
  no-way-round:
    forbid: {edge: {from: {zone: internet}, to: {zone: private}}}
    message: A way leads round the edge
    death: explain
    why: Limits stand at the edge.
    mend: Go through the edge.
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return a shop with threats and a rule of its own."""
    files = {"diagrams/map.yaml": MAP, "adr/0001-a.md": adr("A")}
    return make_reader(tmp_path_factory.mktemp("threats"), files)


def shown(shop: Reader, **filters: object) -> list[str]:
    """Return the rows of a table of threats, by what could go wrong."""
    lines = shop.text("threats", **filters).splitlines()[2:]
    return [line.split(" | ")[1].partition(" <span")[0] for line in lines]


def test_a_threat_is_shown_with_its_answer_who_holds_it_and_its_status_in_words(
    shop: Reader,
) -> None:
    head, _, *rows = shop.text("threats", zone="edge").splitlines()
    assert head == "| Category | What could go wrong | Design response | Held by | Status |"
    (row,) = [row for row in rows if "flood" in row]
    assert row == (
        "| denial of service | A flood \\| takes <code>search</code> away. "
        '<span class="ab-what">[Edge](../architecture/zones/edge.md)</span> '
        "| Limits; a &#36; is &#126;1 &lt;i\\>. "
        '| [ADR\\-001](../decisions/0001-a.md "ADR-0001 · A · accepted"), '
        "[entry\\-without\\-limits](../rules/entry-without-limits.md) "
        '| <span class="ab-status ab-status--accepted">answered</span> |'
    )


def test_threats_that_nothing_answers_come_first(shop: Reader) -> None:
    assert shown(shop) == [
        "Somebody goes round it.",
        "Passwords are tried.",
        "A flood \\| takes <code>search</code> away.",
        "The way is listened to.",
        "It is asked too much.",
    ]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"zone": "private"}, {"It is asked too much."}),
        ({"component": "proxy"}, {"Passwords are tried.", "The way is listened to."}),
        (
            {"boundary": "edge→private"},
            {
                "Somebody goes round it.",
                "It is asked too much.",
                "The way is listened to.",
                "A flood \\| takes <code>search</code> away.",
            },
        ),
        ({"boundary": "internet -> edge", "status": "planned"}, {"Passwords are tried."}),
        ({"status": "not stated"}, {"It is asked too much."}),
        ({"status": ["open", "accepted"], "zone": "edge"}, {"Somebody goes round it.", "The way"}),
        ({"category": "spoofing"}, {"Passwords are tried."}),
    ],
)
def test_threats_are_chosen_by_where_they_are_named_and_how_they_stand(
    shop: Reader, filters: dict[str, object], found: set[str]
) -> None:
    rows = shown(shop, **filters)
    assert len(rows) == len(found)
    assert all(any(row.startswith(one) for row in rows) for one in found)


def test_where_there_is_no_threat_it_says_so(shop: Reader) -> None:
    assert shop("threats", zone="internet") == "*No threat.*"


def test_a_boundary_that_nothing_crosses_and_an_unknown_filter_are_told(shop: Reader) -> None:
    refusal = shop.refusal("threats", boundary="edge -> privat")
    assert refusal == 'There is no boundary "edge -> privat". Did you mean "edge -> private"?'
    assert "Threats cannot be chosen by" in shop.refusal("threats", owner="x")


def test_a_fact_keeps_what_is_code_in_the_map_s_prose(shop: Reader) -> None:
    assert shop("fact", "proxy", "does") == "Reads <code>x\\-user</code>, passes on the rest."


def test_rules_of_the_map_are_known_wherever_pages_name_rules(shop: Reader) -> None:
    assert "no-way-round" not in rules()
    shown = shop.text("rule", "no-way-round")
    assert shown.startswith('[no\\-way\\-round](../rules/no-way-round.md "')
    assert shop("findings", rule="no-way-round") == "*No finding.*"
    guards = sum(rule.death is Death.EXPLAIN for rule in rules().values())
    (row,) = [line for line in shop.text("deaths").splitlines() if "can explain it" in line]
    assert f"| {guards + 1} rules: " in row
