"""The finished SVG in its two flavours."""

import base64
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from archbook.drawing import style
from archbook.drawing.cache import Cache
from archbook.drawing.engine import Engine
from archbook.drawing.finish import Picture
from archbook.drawing.icons import small_icon
from archbook.drawing.model import Drawing, Edge, Group, Node, State
from archbook.drawing.picture import draw
from archbook.drawing.png import make_png

_parse = ET.fromstring  # of what was just written
_XLINK = "{http://www.w3.org/1999/xlink}href"
_SVG = "{http://www.w3.org/2000/svg}"
ODD = [
    "component:default/web",
    'say "x"',
    "<b>bold</b>",
    "C:\\temp\\new",
    "two\nlines",
    "注文サービス、とても長い名前のコンポーネント",
    "خدمة الطلبات",
    "a & b",
    "-->",
    "]]>",
    "{{ 1+1 }}",
    "x" * 200,
    "\x01\x02\x04evil 1 1 1 1\x05",
    "n0",
    "%s",
]


def _alone() -> str:
    """Return the whole style sheet of files that stand alone."""
    every = " ".join(re.findall(r"\.(ab-[\w-]+)", style.inline()))
    return style.alone(f'class="{every}"')


@pytest.fixture(scope="module")
def picture(shop: Drawing, engine: Engine) -> Picture:
    return draw(shop, engine)


@pytest.fixture(scope="module")
def inline(picture: Picture) -> str:
    return picture.inline(salt="page", links="../../", icons="../../assets/icons/")


@pytest.fixture(scope="module")
def alone(picture: Picture) -> str:
    icons = {name: small_icon(name, Cache(None)) for name in picture.icons}
    return picture.standalone(icon_bytes=icons, links="../../")


def test_inline_svg_has_no_plain_href_no_use_and_no_style(inline: str) -> None:
    assert not re.search(r"(?<!xlink:)href=", inline)
    assert "<use" not in inline
    assert "<style" not in inline
    assert "<!--" not in inline
    assert "<!DOCTYPE" not in inline
    assert "<?xml" not in inline


def test_both_flavours_are_well_formed_and_keep_their_size(inline: str, alone: str) -> None:
    for text in (inline, alone):
        root = _parse(text)
        assert root.attrib["role"] == "group"
        wide, high = map(float, root.attrib["viewBox"].split()[2:])
        assert (wide, high) == (float(root.attrib["width"]), float(root.attrib["height"]))


def test_title_and_description_name_the_picture(inline: str) -> None:
    root = _parse(inline)
    named = [root.find(f".//*[@id='{each}']") for each in root.attrib["aria-labelledby"].split()]
    assert [each.text for each in named if each is not None] == [
        "Both planes",
        "What runs, and what controls it.",
    ]


def test_every_card_is_a_link_with_a_name(shop: Drawing, inline: str) -> None:
    root = _parse(inline)
    links = {link.attrib[_XLINK]: link.attrib["aria-label"] for link in root.iter(f"{_SVG}a")}
    for node in shop.nodes:
        assert links[f"../../{node.link}"].startswith(f"{node.name}, service, owner Commerce")


def test_a_frame_with_a_page_links_to_it(inline: str) -> None:
    assert 'xlink:href="../../zones/edge/"' in inline


def test_every_card_says_name_kind_and_owner(inline: str) -> None:
    root = _parse(inline)
    card = next(each for each in root.iter(f"{_SVG}g") if each.get("id") == "ab-page-order-events")
    assert [text.text for text in card.iter(f"{_SVG}text")] == [
        "Order events",
        "service · Commerce",
    ]


def test_an_icon_stands_in_the_file_once_and_in_the_page_as_an_asset(
    alone: str, inline: str
) -> None:
    assert alone.count("data:image/png;base64,") == 1
    assert alone.count("<use ") == 3
    assert inline.count('xlink:href="../../assets/icons/onprem-database-postgresql.png"') == 3
    assert "data:" not in inline


def test_icons_are_small_copies(alone: str) -> None:
    found = re.search(r"data:image/png;base64,([^\"]+)", alone)
    assert found
    raw = base64.b64decode(found[1])
    assert raw[16:24] == (64).to_bytes(4, "big") * 2


def test_ids_differ_between_pictures_in_one_page(picture: Picture) -> None:
    ids = [set(re.findall(r' id="([^"]+)"', picture.inline(salt=salt))) for salt in ("a", "b")]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_ids_are_unique_inside_a_picture(alone: str) -> None:
    ids = re.findall(r' id="([^"]+)"', alone)
    assert len(ids) == len(set(ids))


def test_the_legend_explains_every_line_in_words(inline: str) -> None:
    for word in ("(sync)", "(async)", "(control)", "keeps data", "topic or queue", "run by others"):
        assert word in inline


def test_line_and_arrowhead_tell_what_colour_tells() -> None:
    css = style.inline()
    assert "ab-p-edge--async .ab-p-line { stroke: var(--ab-p-async); stroke-dasharray" in css
    assert (
        "ab-p-edge--control .ab-p-line { stroke: var(--ab-p-controlline); stroke-dasharray" in css
    )


def test_every_rule_is_scoped_to_pictures() -> None:
    for css in (style.inline(), _alone()):
        flat = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
        for selectors in re.findall(r"(?:^|[{}])\s*([^{}@]+?)\s*{", flat):
            for selector in selectors.split(","):
                assert ".ab-picture" in selector or ".ab-figure" in selector, selector


def test_the_page_flavour_follows_the_site_and_the_file_follows_the_reader() -> None:
    assert "--md-default-bg-color" in style.inline()
    assert "prefers-color-scheme" not in style.inline()
    assert "var(" not in _alone()
    assert "prefers-color-scheme: dark" in _alone()


def test_a_file_carries_the_rules_it_needs_and_no_others(alone: str) -> None:
    for name in ("ab-p-edge--control .ab-p-line {", "ab-p-card--external .ab-p-shape {"):
        assert alone.count(name) == _alone().count(name) > 0
    for name in ("ab-is-down", "ab-p-mark", "ab-p-step", "ab-is-removed"):
        assert name in _alone()
        assert name not in alone


def test_no_text_is_smaller_than_eleven_pixels() -> None:
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)px", _alone())]
    assert min(sizes) >= 11


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [style.LIGHT, style.DARK], ids=["light", "dark"])
def test_words_and_lines_have_contrast_on_every_ground(palette: dict[str, str]) -> None:
    grounds = [palette[name] for name in ("page", "control", "data", "frame", "inner", "card")]
    for ground in grounds:
        for words in ("ink", "soft"):
            assert _contrast(palette[words], ground) >= 4.5
        for line in ("line", "async", "controlline", "bad", "warn", "good"):
            assert _contrast(palette[line], ground) >= 3
    assert _contrast(palette["controlink"], palette["control"]) >= 4.5
    assert _contrast(palette["dataink"], palette["data"]) >= 4.5


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_text_anywhere_gives_a_correct_picture(odd: str, engine: Engine) -> None:
    drawing = Drawing(
        id=odd,
        title=odd,
        description=odd,
        kind=odd,
        nodes=(
            Node(
                id=odd,
                name=odd,
                kind=odd,
                owner=odd,
                group=f"g{odd}",
                badges=(odd,),
                classes=(odd,),
            ),
            Node(id="plain", name="Plain"),
        ),
        groups=(Group(id=f"g{odd}", label=odd, detail=odd),),
        edges=(Edge(source=odd, target="plain", label=odd, mark=odd),),
        notes=(odd,),
    )
    picture = draw(drawing, engine)
    for text in (picture.inline(salt=odd), picture.standalone(icon_bytes={})):
        root = _parse(text)
        assert (
            len(
                [
                    each
                    for each in root.iter(f"{_SVG}g")
                    if each.get("class", "").startswith("ab-p-card ")
                ]
            )
            == 2
        )
        assert not list(root.iter(f"{_SVG}b"))
        assert not re.search("[\x00-\x08]", text)


def test_a_drawing_of_nothing_is_an_empty_picture(engine: Engine) -> None:
    picture = draw(Drawing(id="none", title="Nothing"), engine)
    assert "Nothing" in picture.inline(salt="x")


def test_a_line_to_itself_is_drawn(engine: Engine) -> None:
    drawing = Drawing(
        id="self",
        title="Self",
        nodes=(Node(id="a", name="A"),),
        edges=(Edge(source="a", target="a", label="retries"),),
    )
    assert (
        draw(drawing, engine).body.count("ab-p-line") == 2
    )  # the line, and its kind in the legend


def test_a_lost_component_is_told_by_word_and_shape(engine: Engine) -> None:
    drawing = Drawing(
        id="lost", title="Lost", nodes=(Node(id="a", name="A", state=State.DOWN, link="a/"),)
    )
    text = draw(drawing, engine).inline(salt="x")
    assert 'aria-label="A, × down"' in text
    assert "ab-is-down" in text
    assert (
        ".ab-is-degraded .ab-p-shape { stroke: var(--ab-p-warn); stroke-width: 3; stroke-dasharray"
        in style.inline()
    )


def test_steps_of_a_journey_are_numbered_on_cards_and_lines(engine: Engine) -> None:
    drawing = Drawing(
        id="way",
        title="Way",
        nodes=(Node(id="a", name="A", steps=("1", "2b")), Node(id="b", name="B")),
        edges=(Edge(source="a", target="b", steps=("3a.1",)),),
    )
    text = draw(drawing, engine).inline(salt="x")
    for step in ("1", "2b", "3a.1"):
        assert f">{step}</text>" in text
    assert 'aria-label="A, step 1, step 2b"' in text


def test_two_hundred_cards_are_drawn(engine: Engine) -> None:
    nodes = tuple(Node(id=f"n{index}", name=f"Node {index}") for index in range(200))
    edges = tuple(
        Edge(source=f"n{index}", target=f"n{(index * 7 + 3) % 200}") for index in range(200)
    )
    picture = draw(Drawing(id="many", title="Many", nodes=nodes, edges=edges), engine)
    assert picture.body.count('class="ab-p-card ') == 200


def test_no_address_of_this_machine_is_in_a_picture(alone: str, inline: str) -> None:
    for text in (alone, inline):
        assert str(Path.home()) not in text
        assert "site-packages" not in text
        assert str(Path.cwd()) not in text


def test_the_same_drawing_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "from archbook.drawing.engine import find_engine\n"
        "from archbook.drawing.model import *\n"
        "from archbook.drawing.picture import draw\n"
        "import sys\n"
        "names = [f'n{i}' for i in range(12)]\n"
        "nodes = tuple(Node(id=n, name=n, classes=('x', 'y')) for n in names)\n"
        "edges = tuple(Edge(source=a, target=b, label='calls') for a, b in zip(names, names[2:]))\n"
        "d = Drawing(id='d', title='D', nodes=nodes, edges=edges)\n"
        "sys.stdout.write(draw(d, find_engine()).standalone(icon_bytes={}))\n"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_readers_who_force_their_colours_get_them() -> None:
    forced = style.inline().partition("@media (forced-colors: active)")[2]
    for name in style.LIGHT:
        assert f"--ab-p-{name}: Canvas" in forced


def test_three_hundred_pictures_take_less_than_thirty_megabytes(engine: Engine) -> None:
    ring = ["postgresql", "mysql", "mongodb", "cassandra", "mariadb", "neo4j", "oracle", "mssql"]
    nodes = tuple(
        Node(id=name, name=f"Component {name}", kind="service", icon=f"onprem/database/{name}")
        for name in ring
    )
    edges = tuple(Edge(source="oracle", target=name, label="reads") for name in ring)
    picture = draw(Drawing(id="near", title="Near", nodes=nodes, edges=edges), engine)
    icons = {name: small_icon(name, Cache(None)) for name in picture.icons}
    alone = picture.standalone(icon_bytes=icons)
    png = make_png(alone, Cache(None))
    each = len(alone) + len(picture.inline(salt="x")) + len(png)
    assert each * 300 + sum(map(len, icons.values())) < 30_000_000


def test_a_figure_scrolls_by_keyboard_and_stays_out_of_the_search(picture: Picture) -> None:
    figure = picture.figure(salt="x", files="../../diagrams/")
    assert figure.startswith('<figure class="ab-figure" data-search-exclude>')
    assert 'tabindex="0" role="region" aria-label="Both planes"' in figure
    assert 'href="../../diagrams/planes.svg"' in figure


def test_a_picture_survives_the_cache(picture: Picture) -> None:
    assert Picture.load(picture.dump()) == picture
