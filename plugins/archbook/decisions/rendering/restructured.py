"""reStructuredText bodies as HTML, by docutils, in the same elements as Markdown bodies."""

from __future__ import annotations

import copy
import re
from functools import cache
from html import escape
from typing import Any

from docutils import ApplicationError, nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.readers.standalone import Reader
from docutils.transforms.writer_aux import Admonitions
from docutils.utils import Reporter, new_document
from docutils.writers.html5_polyglot import HTMLTranslator, Writer

from archbook.decisions.rendering.anchors import Anchors
from archbook.decisions.rendering.code import code_block
from archbook.decisions.rendering.doctree import prepare
from archbook.decisions.rendering.sanitise import Sanitiser
from archbook.decisions.rendering.values import Links, RenderedBody, TocItem
from archbook.source.findings import Finding, Location, Severity
from archbook.source.wording import one_line

__all__ = ["render_restructured"]

RULE = "unreadable-markup"

_SETTINGS: dict[str, Any] = {
    "_disable_config": True,  # a docutils.conf of the machine must not change the output
    "file_insertion_enabled": False,  # `include` and the like would read any file
    "raw_enabled": False,
    "doctitle_xform": False,  # the title is taken out here, as in Markdown
    "docinfo_xform": False,  # fields stay a list, in their place
    "embed_stylesheet": False,
    "stylesheet_path": None,
    "syntax_highlight": "none",  # done by code_block
    "math_output": "latex",
    "report_level": Reporter.WARNING_LEVEL,
    "halt_level": Reporter.SEVERE_LEVEL + 1,
    "warning_stream": False,
    "line_length_limit": 10_000_000,
    "toc_backlinks": False,
    "table_style": "",
    "footnote_references": "superscript",
    "cloak_email_addresses": False,
}

_FOREIGN = ("Unknown directive", "Unknown interpreted text role", "No role entry")


@cache
def _settings() -> Any:
    settings = get_default_settings(Parser, Reader, Writer)
    for name, value in _SETTINGS.items():
        setattr(settings, name, value)
    return settings


def render_restructured(
    source: str, *, file: str, links: Links, permalink: str = ""
) -> RenderedBody:
    """Render a reStructuredText file.

    Nothing outside the text is read, and raw HTML is not let through. What docutils does not know
    (directives and roles of other tools) is shown as it is written.

    Args:
        source: The whole file.
        file: How findings name it.
        links: Settles its links and the decisions it names.
        permalink: Text of the link beside each heading; empty for none.

    Returns:
        The body; the first section's heading is the title. What docutils complains of is in
        `problems`.
    """
    problems: list[Finding] = []
    try:
        document = _parse(source, file, problems)
        return _rendered(document, source, links, permalink, problems)
    except (
        ApplicationError,
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        NotImplementedError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        problems.append(_problem(file, 0, f"It cannot be rendered: {error}", Severity.ERROR))
        return RenderedBody(html=code_block(source), problems=tuple(problems))


def _parse(source: str, file: str, problems: list[Finding]) -> nodes.document:
    document = new_document(file, copy.copy(_settings()))

    def note(message: nodes.system_message) -> None:
        level = int(message["level"])
        if level >= Reporter.WARNING_LEVEL:
            text = message.children[0].astext() if message.children else message.astext()
            # Sphinx's roles and directives are errors to docutils, yet nothing is wrong with them.
            foreign = level < Reporter.ERROR_LEVEL or text.startswith(_FOREIGN)
            severity = Severity.NOTE if foreign else Severity.WARNING
            problems.append(
                _problem(file, int(message.get("line") or 0), " ".join(text.split()), severity)
            )

    document.reporter.attach_observer(note)
    parser = Parser()
    reader: Reader[str] = Reader()
    parser.parse(source, document)
    document.transformer.populate_from_components((reader, parser))
    document.transformer.add_transform(Admonitions)
    document.transformer.apply_transforms()
    return document


def _problem(file: str, line: int, message: str, severity: Severity) -> Finding:
    return Finding(
        rule=RULE,
        severity=severity,
        subject=f"file:{file}",
        message=message,
        location=Location(file=file, line=line),
        mend="Write what docutils alone understands; other tools' markup is shown as text.",
    )


def _rendered(
    document: nodes.document,
    source: str,
    links: Links,
    permalink: str,
    problems: list[Finding],
) -> RenderedBody:
    anchors = Anchors()
    prepared = prepare(document, links=links, anchors=anchors)
    sanitiser = Sanitiser(mark=Sanitiser.mark_for(source), links=links, anchors=anchors)

    def translated(tree: nodes.Element) -> str:
        translator = _Translator(document, sanitiser, prepared.level_offset, permalink)
        for child in tree.children:
            child.walkabout(translator)
        return sanitiser.finish("".join(translator.body), raw=True)

    title = translated(prepared.title) if prepared.title is not None else ""
    return RenderedBody(
        html=translated(document),
        title_html=one_line(title.strip()),
        title_anchor=prepared.title_anchor,
        toc=tuple(
            TocItem(level=min(6, depth + prepared.level_offset), text=text, anchor=anchor)
            for depth, text, anchor in prepared.headings
        ),
        anchors=anchors.given,
        problems=tuple(problems),
    )


class _Translator(HTMLTranslator):
    """docutils' own writer, with the headings, links and code of Markdown bodies."""

    def __init__(
        self, document: nodes.document, sanitiser: Sanitiser, offset: int, permalink: str
    ) -> None:
        super().__init__(document)
        self._sanitiser = sanitiser
        self._offset = offset
        self._permalink = permalink

    def starttag(
        self, node: nodes.Element, tagname: str, suffix: str = "\n", *args: Any, **attributes: Any
    ) -> str:
        """Return a start tag whose attributes are marked as not the author's."""
        tag: str = super().starttag(node, tagname, suffix, *args, **attributes)
        return re.sub('="', f'="{self._sanitiser.mark}', tag)

    def visit_section(self, _node: nodes.section) -> None:
        """Count the depth; sections have no element of their own, as in Markdown."""
        self.section_level += 1

    def depart_section(self, _node: nodes.section) -> None:
        """Count the depth."""
        self.section_level -= 1

    def visit_title(self, node: nodes.title) -> None:
        """Write a section's heading; docutils writes the titles of other things."""
        if not isinstance(node.parent, nodes.section):
            super().visit_title(node)
            return
        level = min(6, self.section_level + self._offset)
        mark, anchor = self._sanitiser.mark, escape(str(node.parent["anchor"]))
        self.body.append(f'<h{level} id="{mark}{anchor}">')
        link = ""
        if self._permalink:
            link = (
                f'<a class="{mark}headerlink" href="{mark}#{anchor}"'
                f' title="Permanent link">{escape(self._permalink)}</a>'
            )
        self.context.append(f"{link}</h{level}>\n")

    def visit_reference(self, node: nodes.reference) -> None:
        """Write a link whose address is settled already."""
        attributes = {"href": node.get("refuri") or "#" + node.get("refid", "")}
        if title := node.get("reftitle"):
            attributes |= {"title": title, "CLASS": "ab-mention"}
        suffix = "" if isinstance(node.parent, nodes.TextElement) else "\n"
        self.body.append(self.starttag(node, "a", suffix, **attributes))

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        """Write a code block as in Markdown."""
        if any(isinstance(child, nodes.Element) for child in node.children):
            super().visit_literal_block(node)
            return
        self.body.append(
            self._sanitiser.keep_block(code_block(node.astext() + "\n", node.get("language", "")))
        )
        raise nodes.SkipNode

    def visit_literal(self, node: nodes.literal) -> None:
        """Write inline code as in Markdown."""
        self.body.append(f"<code>{escape(node.astext(), quote=False)}</code>")
        raise nodes.SkipNode

    def visit_admonition(self, node: nodes.admonition) -> None:
        """Write an admonition in the element that themes style."""
        self.body.append(self.starttag(node, "div", CLASS="admonition"))

    def depart_admonition(self, _node: nodes.admonition | None = None) -> None:
        """Close it."""
        self.body.append("</div>\n")

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Write the number of a footnote, raised."""
        tag = self.starttag(node, "a", "", href=f"#{node['refid']}", role="doc-noteref")
        self.body.append(f"<sup>{tag}")

    def depart_footnote_reference(self, _node: nodes.footnote_reference) -> None:
        """Close it."""
        self.body.append("</a></sup>")

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Write a footnote where it stands."""
        self.body.append(self.starttag(node, "div", CLASS="footnote", role="doc-footnote"))

    def depart_footnote(self, _node: nodes.footnote) -> None:
        """Close it."""
        self.body.append("</div>\n")
