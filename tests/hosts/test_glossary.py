"""The glossary of a MkDocs site."""

from __future__ import annotations

from pathlib import Path

from support.sites import build_site, mkdocs_yml

GLOSSARY = "# Glossary\n\nOutbox\n:   A table of what is *still* to be said.\n"
SETTINGS = mkdocs_yml("markdown_extensions: [def_list]\n")


def test_terms_lead_to_their_entry_and_say_what_they_mean(tmp_path: Path) -> None:
    site = build_site(
        tmp_path,
        {
            "mkdocs.yml": SETTINGS,
            "docs/glossary.md": GLOSSARY,
            "docs/deep/page.md": "# The outbox\n\nAn outbox, `outbox`, another outbox.\n",
        },
    )
    assert (site.errors, site.warnings) == ((), ())
    page = site.content("deep/page/index.html")
    link = (
        '<a class="ab-term" href="../../glossary/#term-outbox"'
        ' title="A table of what is still to be said.">outbox</a>'
    )
    assert page.count(link) == 1
    assert page.count("ab-term") == 1
    assert 'id="term-outbox"' in site.content("glossary/index.html")


def test_words_within_links_and_raw_html_stay_text(tmp_path: Path) -> None:
    site = build_site(
        tmp_path,
        {
            "mkdocs.yml": SETTINGS,
            "docs/glossary.md": GLOSSARY,
            "docs/page.md": "# P\n\n[the outbox](index.md) <code>outbox</code> ADR\n",
        },
    )
    assert "ab-term" not in site.content("page/index.html")


def test_a_glossary_that_is_named_and_not_there_is_said(tmp_path: Path) -> None:
    settings = SETTINGS.replace("  - archbook\n", "  - archbook: {glossary: glosary.md}\n")
    site = build_site(tmp_path, {"mkdocs.yml": settings, "docs/glossary.md": GLOSSARY})
    (warning,) = site.warnings
    assert (
        'The glossary "glosary.md" is no page of the site. Did you mean "glossary.md"?' in warning
    )


def test_a_meaning_cannot_leave_its_attribute(tmp_path: Path) -> None:
    bad = 'Outbox\n:   a "quoted" <b onmouseover=alert(1)> & more\n'
    site = build_site(
        tmp_path,
        {
            "mkdocs.yml": SETTINGS,
            "docs/glossary.md": f"# G\n\n{bad}",
            "docs/p.md": "# P\n\noutbox\n",
        },
    )
    assert "&quot;quoted&quot; &lt;b onmouseover" in site.content("p/index.html")


def test_runbooks_for_failures_stand_in_the_index_beside_those_of_components(
    tmp_path: Path,
) -> None:
    site = build_site(
        tmp_path,
        {
            "mkdocs.yml": SETTINGS,
            "docs/runbooks/shop.md": "# Shop\n",
            "docs/runbooks/lost-region.md": "# The region is lost\n",
            "docs/runbooks/index.md": "# Runbooks\n",
            "diagrams/map.yaml": "components:\n  shop:\n    kind: service\n"
            "    operations: {runbook: runbooks/shop.md}\n",
        },
    )
    assert (site.errors, site.warnings) == ((), ())
    index = site.content("a-to-z/index.html")
    assert index.count('<span class="ab-note">runbook</span>') == 2
    assert '<a href="../runbooks/lost-region/">The region is lost</a>' in index
