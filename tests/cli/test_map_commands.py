"""`archbook what-if`, `archbook availability`, and what `check` says about a map."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from archbook.cli import main
from archbook.cli.check import check_schema
from archbook.cli.schemas import rules_schema

DATA = Path(__file__).parents[1] / "data"
SHOP = """\
owners: {commerce: {}, data: {}}
places: {az-a: {}, az-b: {}}
components:
  shopper: {kind: person, uses: [{calls: web}]}
  web:
    kind: web
    owner: commerce
    at: [az-a, az-b]
    own-availability: 99.9%
    slo: {availability: 99.95%}
    uses: [{calls: orders}, {calls: search, if-lost: degrades}]
  orders:
    kind: service
    owner: commerce
    at: az-a
    own-availability: 99.9%
    uses: [{publishes: events, outbox: true}, {reads: keys, when: startup}]
  search: {kind: service, at: az-b}
  keys: {kind: secrets}
  events: {kind: topic}
  mailer: {kind: worker, owner: data, uses: [{consumes: events}]}
journeys:
  buy: {name: A shopper buys, path: [shopper, web, orders, events, mailer]}
  look: {path: [shopper, web, search]}
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "diagrams").mkdir()
    (tmp_path / "diagrams" / "shop.yaml").write_text(SHOP, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def values(name: str, *arguments: str) -> dict[str, object]:
    result = run(name, *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, object] = json.loads(result.stdout)
    schema = rules_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema, jsonschema.Draft202012Validator)
    assert json.loads(run(name, "--schema").stdout) == schema
    return found


@pytest.mark.usefixtures("root")
def test_a_loss_as_json_has_every_component_once_and_every_journey() -> None:
    assert values("what-if", "--lose", "orders", "--lose", "keys") == {
        "lost": ["keys", "orders"],
        "down": ["shopper", "web"],
        "degraded": [],
        "delayed": ["events", "mailer"],
        "cannot_start": [],
        "journeys": {"buy": "down", "look": "down"},
        "owners": ["commerce", "data"],
    }
    search = values("what-if", "--lose", "search")
    assert search["journeys"] == {"buy": "degraded", "look": "degraded"}
    assert values("what-if", "--lose", "plane:control")["cannot_start"] == ["orders"]


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("place:az-a", ["orders"]),
        ("place:az-b", ["search"]),
        ("owner:data", ["mailer"]),
        ("plane:control", ["keys"]),
    ],
)
def test_what_is_lost_may_be_named_by_what_it_has_in_common(name: str, lost: list[str]) -> None:
    assert values("what-if", "--lose", name)["lost"] == lost


@pytest.mark.usefixtures("root")
def test_the_report_of_a_loss_names_the_edge_each_effect_came_by() -> None:
    result = run("what-if", "--lose", "orders", "--lose", "search")
    assert (
        result.stdout
        == """\
Lost: orders, search

Down (2)
  shopper: shopper calls web
  web: web calls orders

Delayed (2)
  events: nothing arrives from orders
  mailer: mailer consumes events

Journeys
  x buy (A shopper buys): down
  x look: down

Owners to tell: commerce, data
"""
    )


@pytest.mark.usefixtures("root")
def test_a_loss_that_nobody_suffers_from_says_so() -> None:
    assert "Nobody else is affected." in run("what-if", "--lose", "mailer").stdout


@pytest.mark.usefixtures("root")
def test_availability_as_json_has_fractions_and_null() -> None:
    found = values("availability")
    web = found["components"]["web"]  # type: ignore[index]
    assert web["promised"] == pytest.approx(0.9995)
    assert web["expected"] == pytest.approx(0.999**2)
    assert web["allowed"] == pytest.approx(0.999**2)
    assert [factor["components"] for factor in web["factors"]] == [["web"], ["orders"]]
    assert [factor["basis"] for factor in web["factors"]] == ["own", "expected"]
    assert "bounds" not in web
    assert web["restoring"] is None
    orders = found["components"]["orders"]  # type: ignore[index]
    assert "restoring" not in orders
    search = found["components"]["search"]  # type: ignore[index]
    assert (search["promised"], search["allowed"], search["expected"]) == (None, None, None)
    buy = found["journeys"]["buy"]  # type: ignore[index]
    assert buy["expected"] == pytest.approx(0.999**2)


def test_the_table_of_availability_keeps_bounds_apart_and_says_what_they_are(root: Path) -> None:
    chance = random.Random(7)
    names = [f"c{number}" for number in range(80)]
    components: dict[str, object] = {}
    for name in names:
        targets = chance.sample([other for other in names if other != name], 4)
        uses = [{"calls": t, "any-of": f"g{i // 2}"} for i, t in enumerate(targets)]
        components[name] = {"kind": "service", "own-availability": "90%", "uses": uses}
    (root / "diagrams" / "shop.yaml").write_text(
        yaml.safe_dump({"components": components}), encoding="utf-8"
    )
    lines = run("availability").stdout.splitlines()
    row = next(line for line in lines if line.startswith("  c0 "))
    assert re.fullmatch(r"  c0 +- +\S+% +\S+% to \S+% +at least \S+ min", row)
    assert lines[-1].startswith("Two figures are a lower and an upper bound")


@pytest.mark.usefixtures("root")
def test_the_table_of_availability_marks_what_is_promised_too_much() -> None:
    lines = run("availability").stdout.splitlines()
    (web,) = [line for line in lines if line.startswith("  web")]
    assert web.split() == [
        *("web", "99.95%", "99.8001%", "99.8001%", "86.4", "min"),
        *("promised", "too", "much"),
    ]
    (search,) = [line for line in lines if line.startswith("  search")]
    assert search.split() == ["search", "-", "-", "-", "-"]
    place = lines.index("What would restore a promise")
    assert lines[place + 1].startswith("  > web: Promise at most 99.8001%")


@pytest.mark.parametrize(
    "arguments",
    [
        ["what-if"],
        ["what-if", "--lose", "ordes"],
        ["what-if", "--lose", "zone:nowhere"],
        ["what-if", "--lose", "place:nowhere"],
        ["availability", "--root", "gone"],
    ],
)
@pytest.mark.usefixtures("root")
def test_a_wrong_call_says_what_is_wrong(arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


@pytest.mark.parametrize("command", [["what-if", "--lose", "web"], ["availability"]])
def test_a_map_with_errors_gives_no_figures(root: Path, command: list[str]) -> None:
    broken = SHOP.replace("calls: orders", "calls: ordes")
    (root / "diagrams" / "shop.yaml").write_text(broken, encoding="utf-8")
    result = run(*command, "--format", "json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "diagrams/shop.yaml:11" in result.stderr
    (root / "diagrams" / "shop.yaml").unlink()
    assert "No component map" in run(*command).stderr


def test_online_boutique_prints_at_most_fifteen_lines(root: Path) -> None:
    boutique = (DATA / "online-boutique.yaml").read_text("utf-8")
    (root / "diagrams" / "shop.yaml").write_text(boutique, encoding="utf-8")
    result = run("check")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert len(lines) <= 15
    assert lines[-1].endswith("facts the map does not state: `archbook check --missing`")


def test_online_boutique_expects_what_was_worked_out_by_hand(root: Path) -> None:
    boutique = yaml.safe_load((DATA / "online-boutique.yaml").read_text("utf-8"))
    for component in boutique["components"].values():
        component["own-availability"] = "99.9%"
    file = root / "diagrams" / "shop.yaml"
    file.write_text(yaml.safe_dump(boutique), encoding="utf-8")
    found = values("availability")
    assert found["components"]["checkoutservice"]["expected"] == pytest.approx(0.999**8)  # type: ignore[index]
    assert found["journeys"]["checkout"]["expected"] == pytest.approx(0.999**8)  # type: ignore[index]


@pytest.mark.usefixtures("root")
def test_what_is_missing_is_listed_by_how_many_rules_ask_for_it() -> None:
    lines = run("check", "--missing").stdout.splitlines()
    heads = [line for line in lines if "for" in line and not line.startswith(" ")]
    counts = [int(head.split()[0]) for head in heads]
    assert counts == sorted(counts, reverse=True)
    assert "  search: owner [no-owner]" in lines
    assert lines[-1].endswith("facts in all.")


@pytest.mark.usefixtures("root")
def test_check_gives_what_cannot_be_told_by_component() -> None:
    found = json.loads(run("check", "--format", "json").stdout)
    jsonschema.validate(found, check_schema(), jsonschema.Draft202012Validator)
    assert set(found["cannot_tell"]) <= {"web", "orders", "search", "events", "mailer", "keys"} | {
        "shopper"
    }
    assert "owner" in found["cannot_tell"]["search"]
    assert found["cannot_tell"]["search"] == sorted(found["cannot_tell"]["search"])
    (finding,) = [f for f in found["findings"] if f["rule"] == "promise-above-expected"]
    assert (finding["subject"], finding["line"]) == ("component:web", 10)
    assert finding["components"] == ["web"]
    assert found["counts"]["error"] == 1


def test_what_is_waived_is_counted_and_fails_nothing(root: Path) -> None:
    (root / "adr").mkdir()
    (root / "adr" / "0001-x.md").write_text(
        "---\nstatus: accepted\ndate: 2026-03-02\nwaives:\n  - rule: promise-above-expected\n"
        "    components: [web]\n    until: 2026-12-31\n---\n# Promise it\n",
        encoding="utf-8",
    )
    (root / "archbook.yml").write_text("decisions: {git: false}\n", encoding="utf-8")
    result = run("check", "--as-of", "2026-06-01")
    assert result.exit_code == 0
    assert "promise-above-expected" not in result.stdout
    assert "1 more waived by decisions." in result.stdout
    found = json.loads(run("check", "--as-of", "2026-06-01", "--format", "json").stdout)
    (finding,) = [f for f in found["findings"] if f["rule"] == "promise-above-expected"]
    assert finding["state"] == "waived"
    assert found["counts"]["error"] == 0
    again = run("check", "--as-of", "2027-06-01")
    assert again.exit_code == 1
    assert "its waiver in ADR-0001 ended on 2026-12-31" in again.stdout
