"""Numbers on hand-written pages."""

from __future__ import annotations

from typing import Any

import pytest

from support.quoting import Reader


@pytest.mark.parametrize(
    ("what", "filters", "number"),
    [
        ("components", {}, 7),
        ("components", {"plane": "data"}, 6),
        ("components", {"plane": "data", "tier": 1}, 1),
        ("components", {"owner": ["commerce", "night"]}, 3),
        ("components", {"used_by": "shop"}, 2),
        ("edges", {}, 4),
        ("edges", {"verb": ["calls", "writes"]}, 3),
        ("edges", {"if_lost": "degrades"}, 1),
        ("edges", {"plane": "control", "target": "shop"}, 1),
        ("decisions", {}, 3),
        ("decisions", {"status": "accepted"}, 2),
        ("decisions", {"status": "rejected"}, 0),
        ("decisions", {"tag": "data", "component": "db"}, 1),
        ("journeys", {"component": "db"}, 1),
        ("journeys", {"owner": "night"}, 0),
        ("owners", {}, 3),
        ("zones", {"trust": 0}, 1),
        ("zones", {"may_hold": "personal"}, 1),
        ("places", {"kind": "region"}, 1),
        ("places", {"within": "west"}, 1),
        ("waivers", {}, 1),
        ("waivers", {"standing": "in force"}, 1),
        ("waivers", {"standing": "ended"}, 0),
        ("findings", {"state": "waived"}, 1),
        ("findings", {"severity": "error"}, 0),  # the only one is waived
        ("findings", {"severity": "error", "state": "any"}, 1),
        ("findings", {"journey": "checkout", "state": "any"}, 1),
        ("rules", {"stands": "off"}, 0),
    ],
)
def test_things_are_counted_by_what_is_asked_of_them(
    shop: Reader, what: str, filters: dict[str, Any], number: int
) -> None:
    assert shop("count", what, **filters) == number


def test_every_rule_stands_in_one_way(shop: Reader) -> None:
    ways = ("holds", "broken", "cannot-tell", "no-subject", "off")
    each = [shop("count", "rules", stands=way) for way in ways]
    assert sum(map(int, each)) == shop("count", "rules")
    assert all(each[:4])


def test_findings_that_stand_and_those_that_are_waived_are_all_of_them(shop: Reader) -> None:
    standing = int(shop("count", "findings"))
    waived = int(shop("count", "findings", state="waived"))
    assert standing + waived == shop("count", "findings", state="any")


@pytest.mark.parametrize(
    ("stated", "filters", "refusal"),
    [
        (("componets",), {}, 'Did you mean "components"?'),
        (("components",), {"plan": "data"}, 'A selector has no key "plan"'),
        (("edges",), {"verb": "writs"}, 'There is no verb "writs". Did you mean "writes"?'),
        (("findings",), {"severity": "eror"}, 'There is no severity "eror"'),
        (("findings",), {"rule": "dead-leter"}, 'Did you mean "dead-letter"?'),
        (("findings",), {"owner": ["commerce", "comerce"]}, 'There is no owner "comerce"'),
        (("decisions",), {"tag": "dta"}, 'There is no tag "dta". Did you mean "data"?'),
        (("decisions",), {"status": "acepted"}, 'Did you mean "accepted"?'),
        (("decisions",), {"owner": "x"}, 'Decisions cannot be chosen by "owner"'),
        (("decisions",), {"component": "dbb"}, 'There is no component "dbb"'),
        (("owners",), {"kind": "x"}, 'Owners cannot be chosen by "kind"'),
        (("journeys",), {"component": "x"}, 'There is no component "x"'),
        ((), {}, "count() is not written so: missing a required argument: 'what'"),
    ],
)
def test_a_word_that_is_not_known_is_refused_instead_of_counted_as_none(
    shop: Reader, stated: tuple[str, ...], filters: dict[str, Any], refusal: str
) -> None:
    assert refusal in shop.refusal("count", *stated, **filters)
