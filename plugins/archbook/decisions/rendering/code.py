"""Code blocks: highlighted with Pygments' classes, in the elements that Material expects."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.formatters import HtmlFormatter
    from pygments.lexer import Lexer

__all__ = ["MAX_HIGHLIGHTED", "code_block"]

MAX_HIGHLIGHTED = 32 * 1024
"""Characters above which a block stays plain: highlighting reads about half a megabyte a second."""

_LANGUAGE = re.compile(r"[\w+#.-]+")
_PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "none", "output"})


@cache
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 - slow to load, rarely needed
    from pygments.util import ClassNotFound  # noqa: PLC0415 - as above

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@cache
def _formatter() -> HtmlFormatter[str]:
    from pygments.formatters import HtmlFormatter  # noqa: PLC0415 - as above

    return HtmlFormatter(nowrap=True)


def code_block(code: str, info: str = "") -> str:
    """Return a code block as HTML.

    Args:
        code: Its text.
        info: The info string of the fence; its first word names the language.

    Returns:
        `<div class="language-x highlight">` as pymdownx makes it, so that the theme's colours and
        its copy button apply; for a Mermaid diagram `<pre class="mermaid">`, drawn by the theme.
    """
    found = _LANGUAGE.match(info.lstrip("{. "))
    language = found[0].lower() if found else ""
    if language == "mermaid":
        return f'<pre class="mermaid"><code>{escape(code, quote=False)}</code></pre>\n'
    body = ""
    if language not in _PLAIN and len(code) <= MAX_HIGHLIGHTED and (lexer := _lexer(language)):
        from pygments import highlight  # noqa: PLC0415 - as above

        body = highlight(code, lexer, _formatter())
    else:
        body = escape(code, quote=False)
    name = escape(language or "text")
    # The empty span keeps a line feed at the head of the code from being swallowed by <pre>.
    return (
        f'<div class="language-{name} highlight"><pre><span></span>'
        f"<code>{body}</code></pre></div>\n"
    )
