"""The index from A to Z."""

from __future__ import annotations

import re
from pathlib import Path

from archbook.pages.a_to_z import Indexed, a_to_z_page
from archbook.pages.terms import Terms
from archbook.source.glossary import read_glossary
from support.atlases import SHOP, make_atlas

TERMS = Terms(uri="glossary.md", terms=read_glossary("Éclair\n: A term.\n\n3DS\n: Another.\n"))


def entries(html: str) -> list[tuple[str, str]]:
    found = re.findall(r'<li><a href="[^"]*">([^<]*)</a> <span class="ab-note">([^<]*)<', html)
    return [(name, about) for name, about in found]


def rendered(tmp_path: Path, *more: Indexed, text: str = SHOP) -> str:
    files = {"diagrams/map.yaml": text, "docs/glossary.md": "# G\n"}
    made = make_atlas(tmp_path, files)
    page = a_to_z_page(made.chapter.atlas, TERMS, more)
    return page.render(made.site, None).html


def test_everything_with_a_name_is_there_with_what_it_is(tmp_path: Path) -> None:
    listed = dict(entries(rendered(tmp_path)))
    assert listed["Orders"] == "component"
    assert listed["Commerce team"] == "owner · commerce"
    assert listed["Internet"] == "zone"
    assert listed["West A"] == "place · west-a"
    assert listed["A shopper pays"] == "journey · checkout"


def test_names_are_sorted_without_accents_and_signs_come_first(tmp_path: Path) -> None:
    html = rendered(tmp_path)
    letters = re.findall(r'<h2 id="[^"]*">(.)</h2>', html)
    assert letters == sorted(letters, key=lambda letter: (letter != "#", letter))
    names = [name for name, _ in entries(html)]
    assert names[0] == "3DS"
    assert names.index("Commerce team") < names.index("Éclair") < names.index("Internet")


def test_every_letter_leads_to_its_names(tmp_path: Path) -> None:
    html = rendered(tmp_path)
    assert set(re.findall(r'href="#([^"]+)"', html)) == set(re.findall(r'<h2 id="([^"]+)"', html))


def test_what_has_no_place_in_the_site_is_left_out_and_names_are_never_markup(
    tmp_path: Path,
) -> None:
    html = rendered(
        tmp_path,
        Indexed(name="<b>gone</b>", what="item", uri="nowhere.md"),
        Indexed(name="<b>here</b>", what="item", uri="glossary.md#x"),
    )
    assert "gone" not in html
    assert "&lt;b&gt;here&lt;/b&gt;" in html
