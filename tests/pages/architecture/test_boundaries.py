"""Pages of boundaries between trust zones."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from archbook.rules.analyses.threat_model import boundaries
from support.atlases import Atlases, make_atlas
from support.books import adr

MAP = """
zones:
  outside: {name: Outside, trust: 0}
  inside:
    name: Inside
    trust: 2
    threats:
      - what: A flood takes what others need.
        category: denial-of-service
        from: outside
        answer: Limits for `each` address.
        rules: entry-without-limits
components:
  shopper: {kind: person, zone: outside, uses: [calls: web]}
  robot: {kind: client, zone: outside, uses: [{calls: web, auth: none, data: [personal]}]}
  web:
    kind: web
    zone: inside
    threats:
      - {what: <b>Pages</b> are changed., category: tampering, answer: none}
    uses:
      - {calls: mail, protocol: HTTPS, auth: key, data: [], timeout: 1s, if-lost: degrades}
      - {calls: store}
  store: {kind: database, zone: inside}
  mail: {kind: external, zone: outside}
  lone: {kind: service}
"""
FILES = {"diagrams/map.yaml": MAP, "adr/0001-a.md": adr("A"), "docs/index.md": "# Home\n"}
INTO = "architecture/boundaries/outside-to-inside.md"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Atlases:
    """Return a shop with two zones, between which something crosses both ways."""
    return make_atlas(tmp_path_factory.mktemp("shop"), FILES)


def words(html: str) -> str:
    """Return what a reader reads, pictures and folded tables apart."""
    text = re.sub(r"<(svg|details)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_each_way_between_two_zones_that_something_crosses_has_a_page(shop: Atlases) -> None:
    uris = [page.uri for page in shop.chapter.pages if "/boundaries/" in page.uri]
    assert uris == [
        "architecture/boundaries/index.md",
        "architecture/boundaries/inside-to-outside.md",
        INTO,
    ]
    assert len(boundaries(shop.chapter.atlas.of)) == 2


def test_a_boundary_tells_what_crosses_and_who_proves_who_they_are(shop: Atlases) -> None:
    text = words(shop.page(INTO).html)
    assert "Boundary Outside \N{RIGHTWARDS ARROW} Inside" in text
    assert (
        "2 edges cross from Outside into Inside, into more trust, carrying personal data." in text
    )
    assert "Prove who they are 0 of 2" in text
    assert "robot calls web none not stated personal" in text
    out = words(shop.page("architecture/boundaries/inside-to-outside.md").html)
    assert "1 edge crosses from Inside into Outside, into less trust." in out
    assert "web calls mail key HTTPS, encrypted none" in out


def test_threats_are_told_with_category_answer_holder_and_status_in_a_word(shop: Atlases) -> None:
    html = shop.page(INTO).html
    threats = html.partition('id="ab-threats"')[2].partition("</table>")[0]
    first, second = threats.partition("<tbody>")[2].split("</tr>")[:2]
    assert "&lt;b&gt;Pages&lt;/b&gt; are changed." in first
    assert "tampering" in first
    assert '<span class="ab-status ab-status--rejected">open</span>' in first
    assert "Limits for <code>each</code> address." in second
    assert "entry-without-limits" in second
    assert '<span class="ab-status ab-status--accepted">answered</span>' in second
    assert "zone Inside, from Outside" in second


def test_a_boundary_at_which_no_threat_is_named_says_so(shop: Atlases) -> None:
    text = words(shop.page("architecture/boundaries/inside-to-outside.md").html)
    assert "No threat is named at this boundary" in text
    assert "threat-unanswered" in text


def test_the_picture_of_a_boundary_has_no_other_line_than_those_that_cross(shop: Atlases) -> None:
    atlas = shop.chapter.atlas
    for words_, boundary in atlas.boundaries.items():
        (view,) = (view for view in atlas.views.values() if view.subject == words_)
        drawn = [edge for one in atlas.drawn[view.id] for line in one.edges for edge in line.edges]
        assert sorted(drawn) == sorted(edge.id for edge in boundary.edges)
    assert "architecture/pictures/boundary/outside-to-inside.svg" in shop.files()


def test_zones_lead_to_their_boundaries_and_tell_their_threats(shop: Atlases) -> None:
    html = shop.page("architecture/zones/inside.md").html
    assert 'href="../../boundaries/outside-to-inside/"' in html
    assert 'href="../../boundaries/inside-to-outside/"' in html
    assert "A flood takes what others need." in words(html)
    index = words(shop.page("architecture/boundaries/index.md").html)
    assert "into more trust 2 2 2 personal 1 open, 1 answered" in index
    assert index.index("Outside \N{RIGHTWARDS ARROW} Inside") < index.index(
        "Inside \N{RIGHTWARDS ARROW} Outside"
    )


def test_a_component_tells_the_threats_to_it_and_how_they_stand(shop: Atlases) -> None:
    text = words(shop.page("architecture/components/web.md").html)
    assert "<b>Pages</b> are changed. tampering none open not stated" in text


def test_a_map_without_zones_has_no_boundary(tmp_path: Path) -> None:
    made = make_atlas(
        tmp_path, "components:\n  a: {kind: service, uses: [calls: b]}\n  b: {kind: web}\n"
    )
    assert not [page.uri for page in made.chapter.pages if "/boundaries/" in page.uri]
    assert "Boundaries" not in made.page("architecture/index.md").html


def test_zones_whose_names_make_the_same_address_keep_their_boundaries_apart(
    tmp_path: Path,
) -> None:
    text = """
zones: {a: {}, a-to-b: {}, b: {}, b-to-c: {}, c: {}}
components:
  w: {kind: service, zone: a, uses: [calls: x]}
  x: {kind: service, zone: b-to-c}
  y: {kind: service, zone: a-to-b, uses: [calls: z]}
  z: {kind: service, zone: c}
views: {boundary-x: {title: X, select: {id: w}}}
"""
    made = make_atlas(tmp_path, text)
    pages = [made.page(page.uri).html for page in made.chapter.pages if "-to-" in page.uri]
    assert sum(html.count("<svg ") for html in pages) == len(pages) == 4
