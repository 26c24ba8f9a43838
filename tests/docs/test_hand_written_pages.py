"""What people wrote by hand agrees with what the build knows, and says something.

Figures that the map states are put in by macros. A figure that is typed must stand in a decision
that its page names, so that changing either without the other is found here. What is neither, such
as a sum that is worked out on the page, is listed below with its reason.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

# The guide to archbook has examples of other systems, and the folder of checklists holds no pages.
NOT_OF_THIS_SYSTEM = {"using", "checklists"}
PAGES = sorted(
    path for path in DOCS.rglob("*.md") if path.relative_to(DOCS).parts[0] not in NOT_OF_THIS_SYSTEM
)

# Records of a day (drills, incidents) say what was measured then, and are a source themselves.
RECORDS = ("operations/drills/", "operations/postmortems/", "operations/incidents/")

# Runbooks have thresholds and samples of what commands print, which only they know.
HAVE_THEIR_OWN = (*RECORDS, "operations/runbooks/")

# What is done by hand at night leans on all of the map, the log and the records, not on a decision.
LEAN_ON_ALL = "operations/"

UNITS = {
    "milliseconds": "ms",
    "millisecond": "ms",
    "seconds": "s",
    "second": "s",
    "minutes": "min",
    "minute": "min",
    "m": "min",
    "hours": "h",
    "hour": "h",
    "days": "d",
    "day": "d",
    "percent": "%",
}
# Things that the build counts, or that the map gives a number of.
COUNTED = (
    "components?|modules?|edges?|decisions?|records|journeys?|owners?|teams?|zones?|places?|rules?|"
    "findings?|warnings?|waivers?|replicas?|retries|attempts?|threats?|topics?|queues?"
)
MEASURED = (
    "%|percent|ms|milliseconds?|s|seconds?|min|minutes?|h|hours?|d|days?|weeks?|months?|EUR|cents|"
    "[kMGT]B"
)
WORDS = {
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "fifteen": "15",
    "sixteen": "16",
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "ninety": "90",
}

FIGURE = re.compile(
    rf"(?<![\w.,/-])(\d[\d,]*(?:\.\d+)?)(?:\s|-)*({MEASURED}|{COUNTED})(?![\w/-])",
    re.IGNORECASE,
)

# Figures that are not facts about this system: sums that the page itself works out, and examples.
WORKED_OUT = {
    "deciding/how-to-review-one.md": {"20 min": "what a reviewer has"},
    "deciding/when-to-write-one.md": {"20 min": "what reading a list of decisions takes"},
    "explained/feedback-loops.md": {
        "30 d": "the window over which objectives are promised",
        "43200 min": "30 x 24 x 60",
        "14.4 h": "2% of 30 days",
    },
}


def prose(text: str) -> str:
    """Return what a page says in its own words: no head, code, macros, addresses or markup."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"^([ \t]*)(```|~~~).*?^\1\2", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", " … ", text, flags=re.DOTALL)
    text = re.sub(r"`[^`\n]*`", " … ", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return re.sub(r"[*_\[\]]", "", text)


def figures(text: str) -> set[str]:
    """Return the figures of a text in one form, whether in digits or in words."""
    words = re.compile(rf"\b({'|'.join(WORDS)})\b", re.IGNORECASE)
    text = words.sub(lambda found: WORDS[found.group(1).lower()], text)
    return {f"{number.replace(',', '')} {canonical(unit)}" for number, unit in FIGURE.findall(text)}


def canonical(unit: str) -> str:
    """Return a unit's or a thing's name in one form."""
    short = UNITS.get(unit.lower(), unit)
    return short if len(short) <= len("min") else short.lower().rstrip("s")


def cited(text: str) -> list[str]:
    """Return the decisions that a page names."""
    numbers = sorted(set(re.findall(r"ADR-(\d{3})", text)))
    return [next((ROOT / "adr").glob(f"0{number}-*.md")).read_text("utf-8") for number in numbers]


def address(path: Path) -> str:
    """Return where a page stands under `docs/`."""
    return path.relative_to(DOCS).as_posix()


def stated_anywhere() -> set[str]:
    """Return the figures of the whole log, the whole map and all records."""
    records = [path for path in PAGES if address(path).startswith(RECORDS)]
    files = [*(ROOT / "adr").glob("*.md"), *(ROOT / "diagrams").glob("*.yaml"), *records]
    text = "\n".join(path.read_text("utf-8") for path in files)
    return figures(re.sub(r"\b(\d+)([smhd])\b", r"\1 \2", text))


def unsupported(path: Path) -> set[str]:
    """Return the figures that a page types without a decision that states them."""
    page = address(path)
    text = path.read_text("utf-8")
    typed = figures(prose(text)) - set(WORKED_OUT.get(page, {}))
    known = figures("\n".join(cited(text)))
    if page.startswith(LEAN_ON_ALL):
        known |= stated_anywhere()
    return typed - known


@pytest.mark.parametrize(
    "path", [path for path in PAGES if not address(path).startswith(HAVE_THEIR_OWN)], ids=address
)
def test_a_figure_that_is_typed_stands_in_a_decision_that_the_page_names(path: Path) -> None:
    assert not unsupported(path)


@pytest.mark.parametrize("path", PAGES, ids=address)
def test_a_page_has_something_to_say(path: Path) -> None:
    words = re.findall(r"[A-Za-z]{2,}", prose(path.read_text("utf-8")))
    assert len(words) >= (100 if address(path).startswith(RECORDS) else 200)


@pytest.mark.parametrize("path", PAGES, ids=address)
def test_a_page_is_finished(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\b(TODO|FIXME|TBD|XXX)\b|lorem ipsum|coming soon", text, re.IGNORECASE)


@pytest.mark.parametrize("path", PAGES, ids=address)
def test_a_page_tells_search_and_readers_what_it_is_about(path: Path) -> None:
    head = re.match(r"---\n(.*?)\n---\n", path.read_text("utf-8"), flags=re.DOTALL)
    assert head
    assert re.search(r"^title: \S", head.group(1), re.MULTILINE)
    assert re.search(r"^description: \S", head.group(1), re.MULTILINE)


def test_what_is_worked_out_on_a_page_still_stands_there() -> None:
    for page, listed in WORKED_OUT.items():
        assert set(listed) <= figures(prose((DOCS / page).read_text("utf-8")))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It waits 750 ms, then 1.6 s.", {"750 ms", "1.6 s"}),
        ("within thirty minutes, 99.9 % of 24,000", {"30 min", "99.9 %"}),
        ("twelve modules and 61 components", {"12 module", "61 component"}),
        ("43,200 minutes", {"43200 min"}),
        ("ADR-014 and a 503, in 2026-11-10", set()),
        ("between 25 and 50% of a five-minute window", {"50 %", "5 min"}),
    ],
)
def test_figures_are_found_in_digits_and_in_words(text: str, found: set[str]) -> None:
    assert figures(text) == found


def test_what_comes_from_the_build_is_no_typed_figure() -> None:
    text = '---\ndate: 3 days\n---\n{{ fact("shop", "x") }} minutes, `5 days`\n```\n9 s\n```\n'
    assert figures(prose(text)) == set()


@pytest.mark.parametrize(
    "answer",
    [
        "explained/third-parties.md#if-the-payment-provider-is-down",
        "explained/modular-monolith.md",
        'on_call("component:search")',
        "operations/first-fifteen-minutes.md",
        "architecture/components/orders.md#ab-readiness",
        "deciding/index.md#how-to-add-one",
    ],
)
def test_home_leads_to_what_people_ask_most(answer: str) -> None:
    assert answer in (DOCS / "index.md").read_text("utf-8")
