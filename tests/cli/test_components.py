"""`archbook components`, `archbook views`, `archbook draw`."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from archbook.cli import main
from archbook.components.export import components_schema
from support.atlases import SHOP
from support.books import write


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    write(tmp_path, {"diagrams/map.yaml": SHOP})
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    """Run the command on a handbook."""
    return CliRunner().invoke(main, [*arguments, "--root", str(root)])


def test_components_are_listed_data_plane_first_with_their_count(shop: Path) -> None:
    done = run(shop, "components", "list")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == [
        "events", "old", "orders", "orders-db", "shop", "shopper", "web", "flags",
    ]  # fmt: skip
    assert lines[2].split() == ["orders", "data", "module", "tier", "1", "commerce", "Orders"]
    assert lines[-1] == "8 components: 7 data plane, 1 control plane; 6 edges"


def test_the_machine_s_list_keeps_to_its_schema_and_is_alone_on_stdout(shop: Path) -> None:
    done = run(shop, "components", "list", "--format", "json")
    values = json.loads(done.stdout)
    jsonschema.Draft202012Validator(components_schema()).validate(values)
    orders = next(one for one in values if one["id"] == "orders")
    assert orders["inherited"]["owner"] == "shop"
    assert [edge["id"] for edge in orders["uses"]] == [
        "orders publishes events",
        "orders writes orders-db",
    ]
    assert SHOP.splitlines()[orders["line"] - 1].strip() == "orders:"


def test_the_schemas_are_printed() -> None:
    done = CliRunner().invoke(main, ["components", "schema"])
    assert json.loads(done.stdout) == components_schema()
    done = CliRunner().invoke(main, ["components", "schema", "--maps"])
    assert "components" in json.loads(done.stdout)["properties"]


def test_views_are_listed_with_what_they_hold(shop: Path) -> None:
    done = run(shop, "views")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0].split() == [
        "both-planes",
        "7",
        "components",
        "Both",
        "planes",
    ]
    around = next(line for line in done.stdout.splitlines() if line.startswith("component/orders "))
    assert "1 component and what it touches" in around
    values = json.loads(run(shop, "views", "--format", "json").stdout)
    money = next(view for view in values if view["id"] == "money")
    assert money == {
        "id": "money",
        "kind": "own",
        "title": "Money",
        "does": "Where it goes.",
        "components": ["orders", "orders-db"],
    }


@pytest.mark.parametrize(
    ("ending", "start"), [("svg", b"<svg "), ("png", b"\x89PNG"), ("mmd", b"---\ntitle: ")]
)
def test_a_view_is_drawn_in_the_form_that_the_file_s_ending_says(
    shop: Path, ending: str, start: bytes
) -> None:
    file = shop / f"picture.{ending}"
    done = run(shop, "draw", "money", "-o", str(file))
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert file.read_bytes().startswith(start)
    assert [path.name for path in shop.iterdir() if path.name.startswith(".archbook")] == []


def test_drawing_twice_gives_the_same_bytes(shop: Path) -> None:
    for name in ("a.svg", "b.svg"):
        run(shop, "draw", "journey/checkout", "-o", str(shop / name))
    assert (shop / "a.svg").read_bytes() == (shop / "b.svg").read_bytes()


WRONG = {
    "unknown view": (("draw", "mony", "-o", "x.svg"), 'Did you mean "money"?'),
    "unknown part": (("draw", "money~x", "-o", "x.svg"), '"money" has no part "money~x"'),
    "unknown ending": (("draw", "money", "-o", "x.jpg"), ".svg, .png, .mmd"),
    "no folder": (("draw", "money", "-o", "nowhere/x.svg"), "cannot be written"),
    "no output": (("draw", "money"), "--output"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_call_ends_with_two_and_says_what_to_write(
    shop: Path, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shop)
    arguments, words = WRONG[case]
    done = run(shop, *arguments)
    assert done.exit_code == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_a_split_view_gives_its_overview_and_names_its_parts(tmp_path: Path) -> None:
    things = "".join(f"  c{i}: {{kind: service, zone: z{i % 3}}}\n" for i in range(30))
    write(
        tmp_path,
        {"diagrams/m.yaml": f"zones: {{z0: {{}}, z1: {{}}, z2: {{}}}}\ncomponents:\n{things}"},
    )
    done = run(tmp_path, "draw", "data-plane", "-o", str(tmp_path / "all.svg"))
    assert done.exit_code == 0
    assert "data-plane~zone-z0" in done.stderr
    part = tmp_path / "part.svg"
    assert run(tmp_path, "draw", "data-plane~zone-z0", "-o", str(part)).exit_code == 0
    assert "Zone z0" in part.read_text("utf-8")


@pytest.mark.parametrize("command", [("components", "list"), ("views",)])
def test_a_map_with_errors_is_shown_with_all_of_them_and_ends_with_two(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    write(tmp_path, {"diagrams/m.yaml": "components:\n  a: {kind: servise}\n  b: {tier: x}\n"})
    done = run(tmp_path, *command)
    assert done.exit_code == 2
    assert "diagrams/m.yaml:2" in done.stderr
    assert "diagrams/m.yaml:3" in done.stderr


def test_where_there_is_no_map_the_command_says_where_it_looked(tmp_path: Path) -> None:
    done = run(tmp_path, "views")
    assert done.exit_code == 2
    assert "looked into diagrams" in done.stderr


def test_an_icon_that_does_not_exist_ends_with_two_and_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"diagrams/m.yaml": "components: {a: {kind: service, icon: no/such/icon}}"})
    file = tmp_path / "x.svg"
    done = run(tmp_path, "draw", "both-planes", "-o", str(file))
    assert done.exit_code == 2
    assert "no/such/icon" in done.stderr
    assert not file.exists()
