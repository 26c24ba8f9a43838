"""The tolerant reader: any decision record anybody wrote, without a style setting."""

from __future__ import annotations

from archbook.decisions.reader.links import StatedLink, stated_links
from archbook.decisions.reader.read import read_decision
from archbook.decisions.reader.settle import settle_dates

__all__ = ["StatedLink", "read_decision", "settle_dates", "stated_links"]
