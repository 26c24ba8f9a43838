"""Loading maps: every error of every file in one run, with its place and what to write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archbook.components.component_map import ComponentMap
from archbook.components.loading import MAX_SIZE, load_map, read_map
from archbook.source.findings import Severity


def told(text: str) -> list[tuple[int, str, str]]:
    """Return line, message and mend of each finding about a map."""
    found = read_map({"map.yaml": text}).findings
    return [(f.location.line, f.message, f.mend) for f in found]


def components(*lines: str) -> str:
    return "\n".join(["components:", *(f"  {line}" for line in lines)]) + "\n"


def test_a_folder_is_read_with_all_folders_below_it(tmp_path: Path) -> None:
    (tmp_path / "diagrams" / "shop").mkdir(parents=True)
    (tmp_path / "diagrams" / "a.yaml").write_text(components("web: {kind: web}"))
    (tmp_path / "diagrams" / "shop" / "b.yml").write_text(components("orders: {kind: service}"))
    (tmp_path / "diagrams" / "drawn.py").write_text("print('no map')")
    found = load_map(tmp_path / "diagrams", root=tmp_path)
    assert list(found.components) == ["orders", "web"]
    assert found.files == ("diagrams/a.yaml", "diagrams/shop/b.yml")
    assert found.findings == ()


def test_files_may_name_what_stands_in_other_files() -> None:
    found = read_map(
        {
            "z.yaml": components("web: {kind: web, owner: team, uses: [{calls: orders}]}"),
            "a.yaml": "owners: {team: {name: Team}}\n" + components("orders: {kind: service}"),
        }
    )
    assert found.findings == ()
    assert list(found.edges) == ["web calls orders"]


def test_an_empty_file_and_empty_sections_are_no_error() -> None:
    found = read_map({"a.yaml": "", "b.yaml": "components:\nplaces:\n  eu:\n", "c.yaml": "# x\n"})
    assert found.findings == ()
    assert list(found.places) == ["eu"]


def test_a_source_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    found = load_map(tmp_path / "diagrams", root=tmp_path)
    assert [f.message for f in found.findings] == ['There is no "diagrams"']
    assert not found.sound


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "big.yaml").write_text("#" * (MAX_SIZE + 1))
    (tmp_path / "small.yaml").write_text(components("a: {kind: service}"))
    found = load_map(tmp_path, root=tmp_path)
    assert [f.rule for f in found.findings] == ["file-too-large"]
    assert found.findings[0].location.file == "big.yaml"
    assert list(found.components) == ["a"]


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("/proc/self/mem")
    (tmp_path / "b.yaml").write_text(components("a: {kind: service}"))
    found = load_map([tmp_path / "a.yaml", tmp_path / "b.yaml"], root=tmp_path)
    assert [(f.rule, f.location.file) for f in found.findings] == [("map-unreadable", "a.yaml")]
    assert list(found.components) == ["a"]


def test_all_errors_of_all_files_are_told_in_one_run() -> None:
    found = read_map(
        {
            "a.yaml": components("web: {kind: servce, tier: high, owner: nobody}"),
            "b.yaml": "components: [",
            "c.yaml": components("web: {kind: web}", "x: {kind: service, ownr: a}"),
        }
    )
    assert [(f.location.file, f.rule) for f in found.findings] == [
        ("a.yaml", "map-unknown-name"),
        ("a.yaml", "map-unknown-name"),
        ("a.yaml", "map-wrong-value"),
        ("b.yaml", "map-yaml"),
        ("c.yaml", "map-duplicate-id"),
        ("c.yaml", "map-unknown-key"),
    ]


def test_what_is_wrong_is_left_out_and_the_rest_stays() -> None:
    found = read_map(
        {"a.yaml": components("a: {kind: service, tier: high, name: Alpha, uses: [{calls: b}]}")}
    )
    component = found.components["a"]
    assert (component.name, component.tier) == ("Alpha", None)
    assert found.edges == {}


@pytest.mark.parametrize(
    ("line", "message", "mend"),
    [
        ("ownr: x", 'The key "ownr" of the component "a" is not known', '"owner"'),
        ("team: x", 'The key "team" of the component "a" is not known', '"owner"'),
        ("tier: high", '"tier" of the component "a" is not a whole number: "high"', "such as 3"),
        ("tier: true", '"tier" of the component "a" is not a whole number: true', "such as 3"),
        ("tier: 0", '"tier" of the component "a" is less than 1', "1 or more"),
        ("name: 2024", '"name" of the component "a" is not a text: 2024', "in quotes"),
        ("name:", '"name" of the component "a" is empty', "remove the key"),
        ('name: ""', '"name" of the component "a" is empty', "remove the key"),
        ("name: [x]", '"name" of the component "a" is not a text', "Write a text"),
        (
            "own-availability: 99.9",
            '"own-availability" of the component "a" is not a percentage: 99.9',
            '"99.95%"',
        ),
        (
            "slo: {latency: {p99: 300}}",
            '"slo.latency.p99" of the component "a" is not a duration: 300',
            '"800ms"',
        ),
        ("slo: fast", '"slo" of the component "a" is "fast", not a mapping', "availability"),
        (
            "redundancy: {replicas: 1, needs: 2}",
            '"redundancy" of the component "a" needs 2 replicas and has 1',
            "`needs`",
        ),
        ("cost: {monthly: 12}", '"cost.monthly" of the component "a" is not an', '"1200 EUR"'),
        (
            "operations: {traced: yes}",
            '"operations.traced" of the component "a" is not true or false: "yes"',
            "`true`",
        ),
        (
            "operations: {rollback: {drilled: 14.9.2026}}",
            '"operations.rollback.drilled" of the component "a" is not a date',
            '"2026-09-14"',
        ),
        (
            "operations: {runbook: 'javascript:alert(1)'}",
            '"operations.runbook" of the component "a" is a link with the scheme "javascript:"',
            "https:",
        ),
        ("bound: lots", '"bound" of the component "a" is not a bound: "lots"', '"7d"'),
        ("lifecycle: alive", '"lifecycle" of the component "a" is not one of', '"live"'),
        ("plane: both", '"plane" of the component "a" is not one of data, control', "one of them"),
        ("zone: none", '"zone" of the component "a" is no id here: "none"', "remove the key"),
        ("owner: 007", '"owner" of the component "a" is not an id: 7', "in quotes"),
        ("zone: prvate", 'The component "a" names a zone "prvate"', '"private"'),
        ("at: eu", 'The component "a" names a place "eu"', "`places:`"),
        ("within: x", 'The component "a" names a component "x"', "`components:`"),
        ("dead-letter: x", 'The component "a" names a component "x"', "`components:`"),
        ("uses: [{call: a}]", 'The key "uses[0].call" of the component "a"', '"calls"'),
        ("uses: [{depends-on: a}]", 'The key "uses[0].depends-on"', '"calls"'),
        ("uses: [{what: x}]", 'An edge of the component "a" has no verb', "verbs are calls"),
        ("uses: [{calls: a, reads: a}]", "has 2 verbs: calls, reads", "entry for each"),
        ("uses: [a]", 'An edge of the component "a" is "a", not a mapping', "`calls: payments`"),
        ("uses: [{calls: b}]", 'The component "a" names a component "b"', "`components:`"),
        ("uses: [{calls: [a, a]}]", '"a" stands twice under `calls`', "Name it once"),
        ("uses: [{calls: a, retries: -1}]", '"uses[0].retries" of the', "0 or more"),
        ("uses: [{<<: x}]", 'The key "uses[0].<<"', "no merge keys"),
        ("uses: [{calls: a, timeout: 5}]", '"uses[0].timeout" of the component', '"800ms"'),
        ('name: "\\a"', '"name" of the component "a" holds the control character U+0007', "Remove"),
    ],
)
def test_an_error_says_what_is_wrong_where_and_what_to_write(
    line: str, message: str, mend: str
) -> None:
    text = "zones: {private: {}}\n" + components("a:", "  kind: service", f"  {line}")
    found = told(text)
    assert len(found) == 1
    assert found[0][0] == 5
    assert message in found[0][1]
    assert mend in found[0][2]


def test_a_text_that_never_ends_is_refused() -> None:
    assert "more than 4,000" in told(components(f"a: {{kind: service, does: {'x' * 5000}}}"))[0][1]


def test_an_unknown_kind_gets_the_nearest_or_what_others_call_it() -> None:
    found = told(components("a: {kind: modul}", "b: {kind: bucket}", "c: {kind: zzz}"))
    assert [mend for _, _, mend in found][:2] == [
        'Did you mean "module"?',
        'Did you mean "storage"?',
    ]
    assert "Add it under `kinds:`" in found[2][2]


def test_a_component_without_a_kind_is_told_once_and_can_be_named_by_others() -> None:
    found = told(components("a:", "b: {kind: service, uses: [{calls: a}]}"))
    assert [message for _, message, _ in found] == [
        'The key "kind" of the component "a" is missing'
    ]


def test_a_list_where_a_mapping_belongs_is_an_error() -> None:
    assert told("components: [a, b]") == [
        (
            1,
            "`components` is a list, not a mapping",
            "Write `components:` and below it, indented, `id:` and what is stated of it.",
        )
    ]
    assert "holds a list" in told("- a")[0][1]
    assert 'The component "a" is a list' in told("components: {a: [x]}")[0][1]


def test_an_unknown_section_gets_the_nearest() -> None:
    assert told("component: {}")[0][1:] == (
        'The section "component" is not known',
        'Did you mean "components"?',
    )


@pytest.mark.parametrize(
    "name",
    ["orders", "a", "orders-db", "a_b", "shop/orders", "v1.2", "größe", "注文", "हिन्दी", "3"],
)
def test_an_id_may_have_letters_and_digits_of_any_script(name: str) -> None:
    found = read_map(
        {"a.yaml": json.dumps({"components": {name: {"kind": "service"}}}, ensure_ascii=False)}
    )
    assert found.findings == ()
    assert list(found.components) == [name]


@pytest.mark.parametrize(
    "name",
    [
        "a b", "", "-a", "a-", "a:b", "a#b", "a//b", "../a", "a..b", "/a", "a/", "<b>", 'a"b',
        "a\\b", "a\nb", "none", "e\u0301", "\u202eabc", "a,b", "a|b", "x" * 101, "💥", "a\u200bb",
    ],
)  # fmt: skip
def test_an_odd_id_is_refused_and_says_what_an_id_may_be(name: str) -> None:
    text = json.dumps({"components": {name: {"kind": "service"}}}, ensure_ascii=False)
    found = read_map({"a.yaml": text})
    assert [f.rule for f in found.findings] == ["map-wrong-id"]
    assert found.findings[0].mend
    assert not found.components


def test_ids_that_differ_in_case_only_are_refused_for_they_would_share_a_page() -> None:
    found = told(components("Orders: {kind: service}", "orders: {kind: service}"))
    assert [message for _, message, _ in found] == [
        '"orders" and "Orders" under `components` differ in case only'
    ]


def test_one_id_in_two_files_is_an_error_that_names_both_places() -> None:
    found = read_map({name: components("a: {kind: service}") for name in ("x.yaml", "b.yaml")})
    assert [str(f.location) for f in found.findings] == ["x.yaml:2"]
    assert "b.yaml:2" in found.findings[0].message


def test_a_key_that_stands_twice_is_an_error() -> None:
    found = told(components("a: {kind: service}", "a: {kind: worker}"))
    assert found[0][:2] == (3, 'The key "a" stands here a second time, the first is on line 2')


@pytest.mark.parametrize("section", ["components", "places"])
def test_what_lies_in_itself_is_told_once(section: str) -> None:
    kind = "kind: service, " if section == "components" else ""
    names = {"c": "a", "a": "b", "b": "c", "d": "a"}
    lines = [f"  {name}: {{{kind}within: {whole}}}" for name, whole in names.items()]
    found = read_map({"m.yaml": "\n".join([f"{section}:", *lines])})
    assert [f.message for f in found.findings] == [
        f"The {section} lie in each other: a within b within c within a"
    ]
    assert found.findings[0].location.line == 3


def test_a_circle_of_a_thousand_is_told_in_one_line() -> None:
    lines = [f"m{i}: {{kind: module, within: m{(i + 1) % 1_000}}}" for i in range(1_000)]
    ((line, message, _),) = told(components(*lines))
    assert line == 2
    assert message.endswith("m10 within m11 within 988 more within m0")


@pytest.mark.parametrize(
    ("field", "short", "long"),
    [
        ("limits", "200/s", {"rate": "200/s"}),
        ("limits", "as the gateway says", {"how": "as the gateway says"}),
        ("bound", 1000, {"messages": 1000}),
        ("bound", "1000 messages", {"messages": 1000}),
        ("bound", "7d", {"age": "7d"}),
        ("bound", "10GB", {"size": "10GB"}),
        ("schema", "schemas/order.json", {"at": "schemas/order.json"}),
        ("replay", "by the runbook", {"how": "by the runbook"}),
        ("replay", True, {}),
        ("backup", False, "none"),
        ("threats", "spoofing", [{"what": "spoofing"}]),
        ("tags", "core", ["core"]),
        ("holds", "none", []),
        ("operations", {"rollback": "redeploy"}, {"rollback": {"how": "redeploy"}}),
        ("operations", {"deploy": "canary"}, {"deploy": {"strategy": "canary"}}),
    ],
)
def test_a_short_form_means_the_long_one(field: str, short: Any, long: Any) -> None:
    def read(value: Any) -> Any:
        text = json.dumps({"components": {"a": {"kind": "topic", field: value}}})
        found = read_map({"m.yaml": text})
        assert found.findings == ()
        assert field in found.components["a"].stated
        return found.components["a"]

    assert read(short) == read(long)


def test_a_finding_names_the_components_concerned() -> None:
    text = components("a: {kind: servic}", "b: {kind: service, uses: [{calls: a, outbox: true}]}")
    assert [f.components for f in read_map({"m.yaml": text}).findings] == [("a",), ("b", "a")]


def test_what_is_no_view_is_told_once() -> None:
    assert len(told("views: {v: orders}")) == 1


def test_kinds_may_be_added_as_special_cases_of_known_ones() -> None:
    found = read_map(
        {
            "a.yaml": "kinds:\n"
            "  waf: {like: gateway, icon: generic/network/firewall}\n"
            "  edge-waf: {like: waf, meaning: Filters at the edge.}\n"
            "  odd: {plane: control, shape: cloud}\n"
            + components("a: {kind: edge-waf}", "b: {kind: odd}")
        }
    )
    kind = found.components["a"].kind
    assert found.findings == ()
    assert (kind.base, kind.entry, kind.icon) == ("gateway", True, "generic/network/firewall")
    assert kind.title == "Edge waf"
    assert found.components["b"].plane == "control"
    assert found.kind_line("edge-waf") == {"edge-waf", "waf", "gateway"}


def test_kinds_that_are_like_each_other_or_like_nothing_known_are_errors() -> None:
    found = told("kinds:\n  a: {like: b}\n  b: {like: a}\n  c: {like: servic}\n  service: {}\n")
    assert [(line, message) for line, message, _ in found] == [
        (2, "The kinds are like each other: a like b like a"),
        (4, 'The kind "c" is of an unknown kind "servic"'),
        (5, 'The kind "service" is one of the vocabulary'),
    ]


def test_a_view_whose_id_is_built_in_or_whose_selector_is_wrong_is_told() -> None:
    found = told(
        "views:\n"
        "  both-planes: {select: {}}\n"
        "  v: {select: {owner: nobody, journy: x}}\n"
        "  w: {select: {tag: nothing}}\n" + components("a: {kind: service}")
    )
    assert [(line, message) for line, message, _ in found] == [
        (2, '"both-planes" is the id of a built-in view'),
        (3, 'The key "select.journy" of the view "v" is not known'),
        (3, 'There is no owner "nobody", which the view "v" selects'),
        (4, 'The view "w" selects no component'),
    ]


BAD = [
    "a: &a [x, x, x]\n" + "".join(f"{c}: &{c} [{'*' + p + ', ' + '*' + p}]\n" for c, p in
                                  zip("bcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxy",
                                      strict=True)),
    "[" * 100_000,
    "{a: " * 5_000,
    "components:\n" + "".join(f"{' ' * i}a{i}:\n" for i in range(1, 500)),
    "components:\n\ta: {kind: service}\n",
    "a: *a",
    "components: !!python/object/apply:os.system ['false']",
    "--- {}\n--- {}\n",
    "components: {? [a] : b}",
    "\x00",
    'components: {a: {kind: service, name: "\\ud800"}}',
]  # fmt: skip


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_hostile_yaml_is_an_error_and_brings_nothing_down(text: str) -> None:
    found = read_map({"a.yaml": text})
    assert not found.sound
    assert all(f.location.file == "a.yaml" for f in found.findings)


def test_a_whole_deeper_than_recursion_goes_is_read() -> None:
    depth = 3_000
    lines = [f"m{i}: {{kind: module, within: m{i + 1}}}" for i in range(depth)]
    found = read_map({"a.yaml": components(*lines, f"m{depth}: {{kind: service, tier: 1}}")})
    assert found.findings == ()
    assert found.components["m0"].tier == 1


def test_the_search_for_near_names_is_bounded() -> None:
    lines = [f"s{i}: {{kind: service, uses: [{{calls: [t{i}, u{i}]}}]}}" for i in range(1_500)]
    assert len(told(components(*lines))) == 3_000


WORDS = st.sampled_from([
    "a", "b", "c", "kind", "service", "module", "topic", "uses", "calls",
    "reads", "deployed-by", "within", "name", "none", "5m", "99.9%", "1/s", "select",
    "any", "not", "tier", "owner", "at", "path", "step", "branch", "if-lost",
    "fails", "components", "journeys", "views", "kinds", "like", "owners", "zones", "places",
    "2026-01-01", "timeout", "retries", "any-of", "when", "id",
])  # fmt: skip
VALUES = st.recursive(
    WORDS | st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=25,
)
SECTIONS = st.dictionaries(
    st.sampled_from(["components", "journeys", "views", "kinds", "owners", "zones", "places", "x"]),
    VALUES | st.dictionaries(WORDS, st.dictionaries(WORDS, VALUES, max_size=5), max_size=5),
    max_size=5,
)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_map_or_a_finding(text: str) -> None:
    read_map({"a.yaml": text})


@settings(max_examples=300, deadline=None)
@given(SECTIONS, SECTIONS)
def test_any_data_gives_a_map_whose_references_all_hold(a: Any, b: Any) -> None:
    found = read_map({"a.yaml": json.dumps(a), "b.yaml": json.dumps(b)})
    for edge in found.edges.values():
        assert {edge.source, edge.target} <= set(found.components)
    for component in found.components.values():
        assert component.within is None or component.within in found.components
        assert component.owner is None or component.owner in found.owners
        assert set(component.at or ()) <= set(found.places)
        assert found.location(component.id).line
    for journey in found.journeys.values():
        assert set(journey.components) <= set(found.components)
    for finding in found.findings:
        assert finding.message
        assert finding.mend


NAMES = "abcdef"


@st.composite
def maps(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Draw a map without errors, as sections of plain data."""
    things: dict[str, Any] = {}
    for index, name in enumerate(NAMES):
        thing: dict[str, Any] = {"kind": draw(st.sampled_from(["service", "module", "topic"]))}
        if index and draw(st.booleans()):
            thing["within"] = draw(st.sampled_from(NAMES[:index]))
        if draw(st.booleans()):
            thing |= {"owner": "team", "tier": draw(st.integers(1, 3))}
        verbs = draw(st.lists(st.sampled_from(["calls", "reads", "consumes"]), unique=True))
        thing["uses"] = [{verb: draw(st.sampled_from(NAMES)), "timeout": "1s"} for verb in verbs]
        things[name] = thing
    return {"owners": {"team": {}}, "components": things, "journeys": {"j": {"path": ["a", "b"]}}}


def spread(data: dict[str, dict[str, Any]], order: list[int]) -> dict[str, str]:
    """Write each thing of a map into a file of its own, in another order of keys."""
    pieces = [(section, name, data[section][name]) for section in data for name in data[section]]
    files = {}
    for position, index in enumerate(order):
        section, name, thing = pieces[index]
        turned = dict(reversed(list(thing.items())))
        files[f"{position:03}.yaml"] = json.dumps({section: {name: turned}})
    return files


def meaning(found: ComponentMap) -> Any:
    return (found.components, found.edges, found.journeys, found.owners, found.findings)


@settings(deadline=None)
@given(maps(), st.randoms(use_true_random=False))
def test_a_map_means_the_same_in_one_file_or_many_in_any_order(data: Any, random: Any) -> None:
    order = list(range(sum(len(section) for section in data.values())))
    random.shuffle(order)
    whole = read_map({"map.yaml": json.dumps(data)})
    assert meaning(whole) == meaning(read_map(spread(data, order)))
    assert all(f.severity is not Severity.ERROR for f in whole.findings)


def test_a_map_behind_a_link_out_of_the_repository_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("components: {secret: {}}\n", encoding="utf-8")
    folder = tmp_path / "book/diagrams"
    folder.mkdir(parents=True)
    (folder / "map.yaml").write_text("components: {shop: {}}\n", encoding="utf-8")
    (folder / "secret.yaml").symlink_to(tmp_path / "secret.yaml")
    component_map = load_map(folder, root=tmp_path / "book")
    assert component_map.files == ("diagrams/map.yaml",)
    assert "outside-repository" in {finding.rule for finding in component_map.findings}
