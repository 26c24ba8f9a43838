"""Digests: what is attested is pinned, and nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from archbook.checklists.digest import file_digest, item_digest
from archbook.checklists.loading import read_book

FIELDS = "{person: {fields: {minutes: {at-most: 15}, who: }}}"


def digest(
    ability: str = "go back within a stated time",
    decided: str = FIELDS,
    *,
    why: str = "w",
    more: str = "",
) -> str:
    text = (
        f'items:\n  x: {{ability: "{ability}", why: {why}, how: h, verify: v,'
        f" decided-by: {decided}{more}}}\n"
    )
    book = read_book({"a.yaml": text})
    assert book.findings == ()
    return item_digest(book.items["x"])


def test_a_digest_is_16_digits_and_stays_the_same_for_good() -> None:
    plain = digest("Roll back", "person")
    assert plain == f"sha256:{hashlib.sha256(b'roll back').hexdigest()[:16]}"


@pytest.mark.parametrize(
    "same",
    [
        digest("Go  back within a\\n stated TIME"),
        digest(why="said better"),
        digest(more=", levels: [gold], evidence: drilled, phases: review"),
        digest(decided="{person: {fields: {who: , minutes: {at-most: 15}}, max-age: 90d}}"),
        digest(
            decided="{either: [{rule: a}, {person: {fields: {minutes: {at-most: 15}, who: }}}]}"
        ),
    ],
)
def test_what_is_not_attested_does_not_change_it(same: str) -> None:
    assert same == digest()


@pytest.mark.parametrize(
    "other",
    [
        digest("go back within a minute"),
        digest(decided="{person: {fields: {minutes: {at-most: 10}, who: }}}"),
        digest(decided="{person: {fields: {minutes: {at-least: 15}, who: }}}"),
        digest(decided="{person: {fields: {minutes: {at-most: 15}}}}"),
        digest(decided="{person: {fields: {hours: {at-most: 15}, who: }}}"),
        digest(decided="person"),
        digest(decided=f"{{either: [{FIELDS}, {{property: operations.rollback.within,"
                       " at-most: 5m}]}"),
    ],
)  # fmt: skip
def test_a_changed_ability_or_limit_changes_it(other: str) -> None:
    assert other != digest()


def test_a_file_is_pinned_by_all_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "drill.md"
    record = b"Four minutes.\r\n"
    path.write_bytes(record)
    assert file_digest(path) == f"sha256:{hashlib.sha256(record).hexdigest()}"
