"""The chapter about what can fail in a MkDocs site."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from archbook.handbook import Handbook
from archbook.hosts.mkdocs_architecture import CACHE_FOLDER, told
from archbook.rules.run import Judgement

if TYPE_CHECKING:
    from archbook.pages.architecture.chapter import ArchitectureChapter
    from archbook.pages.failure.chapter import FailureChapter

__all__ = ["study_failures"]


def study_failures(
    handbook: Handbook,
    judgement: Judgement,
    architecture: ArchitectureChapter | None,
    log: logging.LoggerAdapter[logging.Logger],
) -> FailureChapter | None:
    """Make the chapter about what can fail; None where there is no map.

    Args:
        handbook: The handbook.
        judgement: What all rules say of it.
        architecture: The chapter about its map.
        log: Where progress is told.
    """
    if architecture is None or judgement.facts is None:
        return None
    # A handbook of decisions alone does without.
    from archbook.drawing.cache import Cache  # noqa: PLC0415 - as above
    from archbook.pages.failure.chapter import failure_chapter  # noqa: PLC0415 - as above

    return failure_chapter(
        judgement,
        judgement.facts,
        architecture.atlas,
        cache=Cache(handbook.root / CACHE_FOLDER),
        progress=told(log, "Drawing losses"),
    )
