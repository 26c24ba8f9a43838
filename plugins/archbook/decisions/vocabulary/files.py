"""The names of files that are no decisions, in many languages."""

from __future__ import annotations

from archbook.decisions.vocabulary.folding import listed

__all__ = ["INDEX", "PAGE_WORDS", "TEMPLATE", "TEMPLATE_COMPANY"]

TEMPLATE = listed(
    """
    template templates modele vorlage plantilla modelo modello sjabloon szablon шаблон mall mal
    skabelon malli sablon sablona sablon 模板 範本 テンプレート ひな形 템플릿 skeleton
    boilerplate
    """
)
"""Words for a template."""

TEMPLATE_COMPANY = listed(
    """
    adr adrs madr a an the decision decisions record records architecture architectural short
    long full minimal bare simple default nygard new example base markdown md blank empty for of
    de en fr es pt it nl pl ru uk ja zh cn ko tr br doc document file my our xxx xxxx nnnn 0 00
    000 0000
    """
)
"""Words that go with one in the name of a file."""

INDEX = listed(
    """
    index toc contents summary log list overview adrs decisions adl catalog catalogue register
    adr-log adr-index decision-log decisions-log adr-list adr-overview adr-toc _index _category_
    _sidebar _navbar sidebar table-of-contents decision-index 00-index 000-index 0000-index home
    adr-summary
    """
)
"""Names of files that list the decisions."""

PAGE_WORDS = listed(
    """
    process guide guideline guidelines howto contributing changelog license glossary about
    explanation explained format formats statuses lifecycle instructions workflow faq conduct
    introduction intro conventions principles rfc-process
    security codeowners governance authors
    """
)
"""Words in the names of pages about the process."""
